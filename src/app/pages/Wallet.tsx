import { t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import ArrowDownToLine from 'lucide-solid/icons/arrow-down-to-line'
import ArrowLeftRight from 'lucide-solid/icons/arrow-left-right'
import ArrowUpRight from 'lucide-solid/icons/arrow-up-right'
import Landmark from 'lucide-solid/icons/landmark'
import Plus from 'lucide-solid/icons/plus'
import WalletIcon from 'lucide-solid/icons/wallet'
import CircleCheck from 'lucide-solid/icons/circle-check'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { Balances } from '../../areas/ledger/ui/Balances'
import { BooksLight } from '../../areas/ledger/ui/BooksLight'
import { ConvertDialog } from '../../areas/ledger/ui/ConvertDialog'
import { DepositDialog } from '../../areas/ledger/ui/DepositDialog'
import { Deposits } from '../../areas/ledger/ui/Deposits'
import { Holds } from '../../areas/ledger/ui/Holds'
import { Statement } from '../../areas/ledger/ui/Statement'
import { TopUpDialog } from '../../areas/ledger/ui/TopUpDialog'
import { TransferDialog } from '../../areas/ledger/ui/TransferDialog'
import { WithdrawDialog } from '../../areas/ledger/ui/WithdrawDialog'
import { wallet } from '../../areas/ledger/views'
import { Button } from '../../ui/Button'
import { DidNotHappen } from '../../ui/DidNotHappen'
import { Empty } from '../../ui/Empty'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { createAnswer, useSession } from '../../ui/session'
import { Skeleton } from '../../ui/Skeleton'
import { Tabs } from '../../ui/Tabs'
import { createVoids } from '../../ui/voids'
import './Wallet.css'

type Doing = 'top-up' | 'deposit' | 'send' | 'exchange' | 'withdraw'
type View = 'statement' | 'held' | 'lost'

/** My money: what I have, what I can do with it, and all that ever happened to it. `?do=top-up` opens what it says. */
export function Wallet() {
  const session = useSession()
  return (
    <Page title={t`Wallet`}>
      <Show
        when={session.me() !== undefined}
        fallback={
          <Empty
            title={t`Your wallet comes with your account`}
            says={t`Sign up, and top it up with a simulated card.`}
            picture={<WalletIcon />}
          >
            <A href="/welcome" class="button" data-look="main">
              {t`Sign up`}
            </A>
          </Empty>
        }
      >
        <MyWallet />
      </Show>
    </Page>
  )
}

function MyWallet() {
  const [search, setSearch] = useSearchParams<{ do?: string }>()
  const [view, setView] = createSignal<View>('statement')
  const mine = createAnswer(wallet, () => ({}))
  const lost = createVoids()
  // In the place of the address before, as it is left again: neither is a step for Back to take.
  const show = (doing: Doing | undefined) => setSearch({ do: doing }, { replace: true, scroll: false })
  const dialog = (doing: Doing) => ({
    get open() {
      return search.do === doing
    },
    onOpenChange: (open: boolean) => show(open ? doing : undefined),
  })
  return (
    <>
      <section class="worth" aria-label={t`Everything together`}>
        <p class="worth-label">{t`Total, at today’s rates`}</p>
        <p class="worth-sum">
          {/* By some rates it is more than can be said, or euros are worth nothing. */}
          <Show when={mine()?.worth !== null} fallback={t`cannot be said`}>
            <Money amount={mine()?.worth ?? 0} currency="EUR" />
          </Show>
        </p>
        <div class="worth-actions">
          <Button look="main" onClick={() => show('top-up')}>
            <Plus aria-hidden="true" /> {t`Top up`}
          </Button>
          <Button onClick={() => show('deposit')}>
            <ArrowDownToLine aria-hidden="true" /> {t`Deposit`}
          </Button>
          <Button onClick={() => show('send')}>
            <ArrowUpRight aria-hidden="true" /> {t`Send`}
          </Button>
          <Button onClick={() => show('exchange')}>
            <ArrowLeftRight aria-hidden="true" /> {t`Exchange`}
          </Button>
          <Button onClick={() => show('withdraw')}>
            <Landmark aria-hidden="true" /> {t`Withdraw`}
          </Button>
        </div>
      </section>
      <Show when={mine()} fallback={<Skeleton shape="lines" />}>
        {(its) => <Balances balances={its().balances} />}
      </Show>
      <Deposits />
      <Tabs
        label={t`About my money`}
        tabs={[
          { value: 'statement', label: t`Statement` },
          { value: 'held', label: t`Set aside` },
          { value: 'lost', label: t`Did not happen`, count: lost().length || undefined },
        ]}
        value={view()}
        onChange={setView}
      >
        {(shown) => (
          <Switch>
            <Match when={shown === 'statement'}>
              <Statement />
            </Match>
            <Match when={shown === 'held'}>
              <Holds />
            </Match>
            <Match when={shown === 'lost'}>
              <Show
                when={lost().length > 0}
                fallback={
                  <Empty
                    picture={<CircleCheck />}
                    title={t`Nothing went wrong`}
                    says={t`If something you did offline turns out not to be possible, it appears here with the reason.`}
                  />
                }
              >
                <DidNotHappen acts={lost()} />
              </Show>
            </Match>
          </Switch>
        )}
      </Tabs>
      <BooksLight />
      <TopUpDialog {...dialog('top-up')} />
      <DepositDialog {...dialog('deposit')} />
      <TransferDialog {...dialog('send')} />
      <ConvertDialog {...dialog('exchange')} />
      <WithdrawDialog {...dialog('withdraw')} />
    </>
  )
}
