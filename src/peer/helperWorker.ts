import { trustOwn } from '../kit/trusted'
import { help } from './helping'

trustOwn(self)
help(self)
