// Runs before the first paint, so that a dark page never flashes white. A file, not an inline script: the content policy forbids those.
try {
  const saved = localStorage.getItem('mantine-color-scheme-value') ?? 'auto'
  const dark = saved === 'dark' || (saved === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
} catch {
  // Storage may be blocked; the app then follows the system once it has started.
}
