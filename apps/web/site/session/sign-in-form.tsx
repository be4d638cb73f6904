import { useSignal } from '@preact/signals'
import { useLanguage } from '../language/language.tsx'
import { reasonOf } from '../request/reason.ts'
import { Refused } from '../request/request.ts'
import type { Staff } from './staff.ts'

/** Name and password of staff. `name` is filled in where it is known (the demo's). */
export function SignInForm({ staff, name, reason }: { staff: Staff; name: string; reason: string }) {
  const { say } = useLanguage()
  const busy = useSignal(false)
  const fault = useSignal('')

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    busy.value = true
    fault.value = ''
    try {
      await staff.signIn(String(data.get('name')), String(data.get('password')))
    } catch (error) {
      fault.value = error instanceof Refused && error.status === 401 ? say('signIn.wrong') : say('signIn.failed', { why: reasonOf(error, say) })
    } finally {
      busy.value = false
    }
  }
  return (
    <form class="sign-in" onSubmit={submit}>
      <p>{staff.expired.value ? say('signIn.expired') : reason}</p>
      <label>
        {say('signIn.name')}
        <input name="name" autocomplete="username" required maxLength={80} defaultValue={name} />
      </label>
      <label>
        {say('signIn.password')}
        <input name="password" type="password" autocomplete="current-password" required maxLength={256} />
      </label>
      <button class="primary" type="submit" aria-disabled={busy.value}>
        {say(busy.value ? 'signIn.signingIn' : 'signIn.submit')}
      </button>
      {fault.value && (
        <p class="fault" role="alert">
          {fault.value}
        </p>
      )}
    </form>
  )
}

/** Who is signed in, and the way out. */
export function SignedIn({ staff }: { staff: Staff }) {
  const { say } = useLanguage()
  const session = staff.session.value
  if (!session) return null
  return (
    <p class="signed-in">
      <span>{say('signIn.as', { name: session.staff.name })}</span>
      <button type="button" onClick={staff.signOut}>
        {say('signIn.out')}
      </button>
    </p>
  )
}
