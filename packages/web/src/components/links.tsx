import { ActionIcon, type ActionIconProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

type Anchor<Props> = Props & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props>

function ButtonAnchor(props: Anchor<ButtonProps>) {
  return <Button component="a" {...props} />
}

function ActionIconAnchor(props: Anchor<ActionIconProps>) {
  return <ActionIcon component="a" {...props} />
}

/** A link of the app that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor)

/** A link of the app that looks like an icon button. */
export const ActionIconLink = createLink(ActionIconAnchor)
