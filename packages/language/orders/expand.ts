/** '{im|were} done' stands for 'im done' and 'were done': what follows one rule is written once. */
export function expand(form: string): string[] {
  const choice = /\{([^{}]*)\}/.exec(form)
  if (!choice) return form.trim() === '' ? [] : [form.replace(/ +/g, ' ').trim()]
  return (choice[1] ?? '').split('|').flatMap(one => expand(form.slice(0, choice.index) + one + form.slice(choice.index + choice[0].length)))
}
