// Runs before the first paint (a module would run after it), so that a remembered theme never flashes.
// The key is the one that src/browser/theme.svelte.ts writes.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme stays.
}
