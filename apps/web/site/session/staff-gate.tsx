import type { ComponentChildren } from 'preact'
import { SignedIn, SignInForm } from './sign-in-form.tsx'
import type { Staff } from './staff.ts'

/** Shows its content, made for a store, to staff signed in; to others the sign-in form or, where that stands elsewhere, the reason. */
export function StaffGate(props: { staff: Staff; reason: string; name?: string; storeId?: string; form: boolean; content(storeId: string): ComponentChildren }) {
  const session = props.staff.session.value
  if (!session) return props.form ? <SignInForm staff={props.staff} name={props.name ?? ''} reason={props.reason} /> : <p class="quiet">{props.reason}</p>
  const { storeIds } = session.staff
  const storeId = storeIds.find((id) => id === props.storeId) ?? storeIds[0]
  return (
    <>
      {props.form && <SignedIn staff={props.staff} />}
      {storeId && props.content(storeId)}
    </>
  )
}
