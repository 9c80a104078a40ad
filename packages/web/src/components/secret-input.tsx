import { PasswordInput, type PasswordInputProps } from '@mantine/core'

interface SecretInputProps extends PasswordInputProps {
  /** What is hidden, for the button that shows it. */
  readonly secretName: string
}

/** A masked field that says it is invalid to those who cannot see that, which the library's does not. */
export function SecretInput({ secretName, ...props }: SecretInputProps) {
  return (
    <PasswordInput
      {...props}
      aria-invalid={Boolean(props.error)}
      visibilityToggleButtonProps={{ 'aria-label': `Show or hide ${secretName}` }}
    />
  )
}
