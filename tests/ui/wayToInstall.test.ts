import { expect, test } from 'vitest'
import { wayToInstall } from '../../src/app/wayToInstall'

const apple = (rest: string) => `Mozilla/5.0 (${rest}`
const iphone = apple(
  'iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
)
const mac = apple('Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15')
const chrome = apple('Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36')

test('a browser that never offers to install says where its menu has it, and one that offers says nothing of it', () => {
  expect(wayToInstall(iphone, 5)).toBe('ios')
  expect(wayToInstall(mac, 5)).toBe('ios') // an iPad
  expect(wayToInstall(mac, 0)).toBe('mac')
  expect(wayToInstall('Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 5)).toBe('firefox phone')
  expect(wayToInstall('Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0')).toBe('firefox')
  expect(wayToInstall(chrome)).toBeUndefined()
})
