import { t } from '../../../language'
import { createSignal, For, Show } from 'solid-js'
import { Dialog } from '../../../ui/Dialog'
import { Money } from '../../../ui/Money'
import { createAnswer } from '../../../ui/session'
import { booksQuestion, houseBalances } from '../views'
import '../../../ui/lines.css'
import './BooksLight.css'
import { houseNames, isHouse } from './words'

/** A light that is always on: whether all money in this world adds up. Anybody may look into the books of the house. */
export function BooksLight() {
  const [open, setOpen] = createSignal(false)
  const books = createAnswer(booksQuestion, () => ({}))
  return (
    <>
      <button type="button" class="books-light" data-bad={books()?.isBalanced === false ? '' : undefined} onClick={() => setOpen(true)}>
        <span class="books-dot" aria-hidden="true" />
        {books()?.isBalanced === false ? t`The books do not balance` : t`The books balance`}
      </button>
      <Dialog
        title={t`The books`}
        description={t`For every currency, what came in minus what went out equals what everybody has plus what is set aside.`}
        open={open()}
        onOpenChange={setOpen}
      >
        <Books />
      </Dialog>
    </>
  )
}

function Books() {
  const books = createAnswer(booksQuestion, () => ({}))
  const house = createAnswer(houseBalances, () => ({}))
  return (
    <div class="books">
      <For each={books()?.currencies}>
        {(each) => (
          <section class="books-currency">
            <h3>
              {each.currency}{' '}
              <span class="mark" data-mark={each.isBalanced ? 'final' : 'void'}>
                {each.isBalanced ? t`balanced` : t`not balanced`}
              </span>
            </h3>
            <Show when={each.minted > 0} fallback={<p class="books-none">{t`Nothing of it yet.`}</p>}>
              <dl class="lines books-lines">
                <div>
                  <dt>{t`Came in`}</dt>
                  <dd>
                    <Money amount={each.minted} currency={each.currency} />
                  </dd>
                </div>
                <div>
                  <dt>{t`Went out`}</dt>
                  <dd>
                    <Money amount={-each.burnt} currency={each.currency} />
                  </dd>
                </div>
                <div>
                  <dt>{t`In wallets and with the house`}</dt>
                  <dd>
                    <Money amount={each.balances} currency={each.currency} />
                  </dd>
                </div>
                <div>
                  <dt>{t`Set aside`}</dt>
                  <dd>
                    <Money amount={each.held} currency={each.currency} />
                  </dd>
                </div>
                <For each={house()}>
                  {({ account, balances }) => (
                    <Show when={isHouse(account) && account !== '@held' && balances.find((balance) => balance.currency === each.currency)}>
                      {(balance) => (
                        <div class="books-house">
                          <dt>{isHouse(account) ? houseNames[account] : account}</dt>
                          <dd>
                            <Money amount={balance().available} currency={each.currency} />
                          </dd>
                        </div>
                      )}
                    </Show>
                  )}
                </For>
              </dl>
            </Show>
          </section>
        )}
      </For>
    </div>
  )
}
