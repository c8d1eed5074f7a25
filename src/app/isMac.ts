/** Whether keys are called as on a Mac, and Option writes letters. */
export const isMac = (): boolean => /Mac|iP(?:hone|ad)/.test(navigator.userAgent)
