/** How a browser installs that never offers to: whose menu has it, or that it has none. `undefined`: one that offers by itself. */
export function wayToInstall(browser: string, fingers = 0): 'ios' | 'mac' | 'firefox phone' | 'firefox' | undefined {
  const isPad = browser.includes('Macintosh') && fingers > 1 // an iPad says that it is a Mac
  if (/iPhone|iPad|iPod/.test(browser) || isPad) return 'ios'
  if (/Firefox\//.test(browser)) return /Android/.test(browser) ? 'firefox phone' : 'firefox'
  return browser.includes('Macintosh') && /Version\/[\d.]+ Safari\//.test(browser) ? 'mac' : undefined
}
