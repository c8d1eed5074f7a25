/** The door of this folder. */
export { examine } from './examine'
export {
  type Advice,
  type Asking,
  barredAs,
  cameBefore,
  type Category,
  categories,
  type Examine,
  type Examined,
  FilterFailed,
  type FilterPart,
  type Hit,
  type Known,
  type Library,
  type Looked,
  type Work,
} from './finding'
