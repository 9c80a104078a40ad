import type { FormErrors, UseFormReturnType } from '@mantine/form'

/** Puts the cursor into the first field that is wrong; for the second argument of `form.onSubmit`. */
export function focusFirstError<Values>(form: UseFormReturnType<Values>): (errors: FormErrors) => void {
  return (errors) => {
    const [first] = Object.keys(errors)
    if (first !== undefined) form.getInputNode(first)?.focus()
  }
}
