import { expect, test } from 'vitest'
import { inertMarkup, ownScript } from '../../src/kit/trusted'

test('markup of templates passes as it is', () => {
  for (const html of ['<p class="note">Hello <b>there</b>', '<button type=button data-on=1><svg></svg>', '<a href="/scripts?once=1">', ''])
    expect(inertMarkup(html)).toBe(html)
})

test('markup that does something by itself is refused', () => {
  for (const html of [
    '<script>1</script>',
    '< SCRIPT src=x>',
    '<img src=x onerror=alert(1)>',
    '<svg\nonload = "1">',
    '<iframe>',
    '<a href="JavaScript:1">',
    '<div srcdoc="">',
    '<base href="//x">',
  ])
    expect(() => inertMarkup(html), html).toThrow(TypeError)
})

test('scripts come from this origin, and from what this page made', () => {
  const here = 'https://mesi.example/feed'
  for (const address of ['/worker.js', 'assets/a.js', 'https://mesi.example/a.js', 'blob:https://mesi.example/1-2'])
    expect(ownScript(address, here)).toBe(address)
  for (const address of ['https://evil.example/a.js', '//evil.example/a.js', 'data:text/javascript,1', 'blob:https://evil.example/1'])
    expect(() => ownScript(address, here), address).toThrow(TypeError)
  expect(ownScript('blob:https://mesi.example/1', 'blob:https://mesi.example/2')).toBe('blob:https://mesi.example/1')
})
