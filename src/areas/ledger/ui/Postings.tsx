import { inLanguage, t } from '../../../language'
import { A } from '@solidjs/router'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import { For } from 'solid-js'
import { Money } from '../../../ui/Money'
import { useSession } from '../../../ui/session'
import type { LedgerAccount, Posting } from '../postings'
import './Postings.css'
import { houseNames, isHouse, kindNames } from './words'

interface PostingsProps {
  readonly postings: readonly Posting[]
  /** What somebody is called; the accounts of the house have their own names. */
  readonly nameOf?: ((account: LedgerAccount) => string | undefined) | undefined
}

/** Entries exactly as they are booked: from whom, to whom, how much, by which clause. */
export function Postings(props: PostingsProps) {
  const session = useSession()
  const clauses = session.mesi.clauses()
  const name = (account: LedgerAccount) =>
    isHouse(account) ? houseNames[account] : account === session.me() ? t`You` : (props.nameOf?.(account) ?? t`Somebody`)
  return (
    <ol class="postings">
      <For each={props.postings}>
        {(posting) => (
          <li class="posting">
            <span class="posting-way">
              {name(posting.from)} <ArrowRight role="img" aria-label={t`to`} /> {name(posting.to)}
            </span>
            <span class="posting-amount">
              <Money amount={posting.amount} currency={posting.currency} />
            </span>
            <span class="posting-clause">
              {kindNames[posting.kind]}: {inLanguage(clauses[posting.clause]?.text ?? '')}{' '}
              <A class="clause-id" href={`/handbook#${posting.clause}`}>
                {posting.clause}
              </A>
            </span>
          </li>
        )}
      </For>
    </ol>
  )
}
