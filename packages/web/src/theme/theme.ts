import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#f4f4fe',
  '#e8e9fc',
  '#cfd1f8',
  '#b3b6f3',
  '#9497ee',
  '#7679e4',
  '#5b5bd6',
  '#4b4bc2',
  '#3e3e9f',
  '#2d2d6e',
]
const grey: MantineColorsTuple = [
  '#f8f8f9',
  '#f3f3f5',
  '#e7e7eb',
  '#d5d5db',
  '#bdbdc6',
  '#92929d',
  '#62626d',
  '#45454e',
  '#2c2c33',
  '#1b1b20',
]
const night: MantineColorsTuple = [
  '#ececf0',
  '#c3c3cc',
  '#9797a3',
  '#6d6d79',
  '#37373f',
  '#26262c',
  '#1b1b20',
  '#151519',
  '#0f0f12',
  '#0c0c0f',
]

const controlHeights: Readonly<Record<string, string>> = { xs: '26px', sm: '32px', md: '36px', lg: '42px' }

function heightOf(size: unknown): string | undefined {
  return typeof size === 'string' ? controlHeights[size] : undefined
}

function inputVars(_theme: unknown, props: { size?: unknown }) {
  const height = heightOf(props.size ?? 'sm')
  return { wrapper: height === undefined ? {} : { '--input-height': height, '--input-size': height } }
}

/** 14 px text on a 4 px grid, quiet surfaces, one accent. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, gray: grey, dark: night },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, props: { size?: unknown }) => {
        const height = heightOf(props.size ?? 'sm')
        return { root: height === undefined ? {} : { '--button-height': height, '--button-padding-x': '12px' } }
      },
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    Input: { defaultProps: { size: 'sm' }, vars: inputVars },
    InputWrapper: {
      styles: {
        label: { marginBottom: 4 },
        description: { fontSize: 12.5, lineHeight: 1.4 },
        error: { fontSize: 12.5, lineHeight: 1.4 },
      },
    },
    Modal: {
      styles: { title: { fontSize: 16, fontWeight: 600 } },
      defaultProps: { transitionProps: { duration: 120, transition: 'fade' }, overlayProps: { backgroundOpacity: 0.35 } },
    },
    Select: {
      defaultProps: { withScrollArea: false },
      styles: { options: { maxHeight: 240, overflowY: 'auto' } },
    },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', offset: 4 } },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', offset: 4 } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: false, fz: 12 } },
    Loader: { defaultProps: { type: 'oval', size: 16 } },
  },
})

/** Mantine's own variables, pointed at our tokens so that both systems change theme together. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--pb-surface)',
    '--mantine-color-text': 'var(--pb-text)',
    '--mantine-color-dimmed': 'var(--pb-text-dim)',
    '--mantine-color-placeholder': 'var(--pb-text-dim)',
    '--mantine-color-anchor': 'var(--pb-accent)',
    '--mantine-color-default-border': 'var(--pb-border-strong)',
    '--mantine-color-default': 'var(--pb-surface)',
    '--mantine-color-default-hover': 'var(--pb-hover)',
    '--mantine-color-error': 'var(--pb-bad)',
    '--mantine-color-accent-light': 'var(--pb-accent-soft)',
    '--mantine-color-accent-light-hover': 'color-mix(in srgb, var(--pb-accent) 22%, var(--pb-surface))',
    '--mantine-color-accent-light-color': 'var(--pb-accent)',
    '--mantine-color-red-light': 'var(--pb-bad-soft)',
    '--mantine-color-red-light-hover': 'color-mix(in srgb, var(--pb-bad) 22%, var(--pb-surface))',
    '--mantine-color-red-light-color': 'var(--pb-bad)',
  }
  return { variables: {}, light: shared, dark: shared }
}
