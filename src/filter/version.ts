/** Of lists, models and thresholds together. To be raised with any of them: a finding names it. */
export const version = '6'
