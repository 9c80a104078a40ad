interface BrandProps {
  readonly size?: number
}

/** Two plugs into one socket. */
export function Brand({ size = 24 }: BrandProps) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#5b5bd6" />
      <path d="M10 10.5v5a6 6 0 0 0 12 0v-5" fill="none" stroke="#fff" strokeWidth="2.5" strokeLinecap="round" />
      <g fill="#fff">
        <circle cx="10" cy="9" r="3" />
        <circle cx="22" cy="9" r="3" />
        <circle cx="16" cy="23" r="3" />
      </g>
    </svg>
  )
}
