import Flag from 'lucide-solid/icons/flag'
import Heart from 'lucide-solid/icons/heart'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { For } from 'solid-js'
import { Button, IconButton } from '../../ui/Button'
import { Menu } from '../../ui/Menu'
import { Part, Section } from './Section'

const looks = ['main', 'dark', 'plain', 'quiet', 'bad'] as const

export function Acting() {
  return (
    <>
      <Section title="Buttons">
        {() => (
          <>
            <For each={looks}>
              {(look) => (
                <div class="parts-four">
                  <Part name={look}>
                    <Button look={look}>Publish</Button>
                  </Part>
                  <Part name="hover" as="hover">
                    <Button look={look}>Publish</Button>
                  </Part>
                  <Part name="focus" as="focus-visible">
                    <Button look={look}>Publish</Button>
                  </Part>
                  <Part name="disabled">
                    <Button look={look} disabled>
                      Publish
                    </Button>
                  </Part>
                  <Part name="busy">
                    <Button look={look} busy>
                      Publish
                    </Button>
                  </Part>
                </div>
              )}
            </For>
            <Part name="small · with a picture · more words than fit">
              <div class="parts-row">
                <Button small>Follow</Button>
                <Button>
                  <Heart aria-hidden="true" /> Like
                </Button>
                <Button look="dark">Accept the policy for human creators and go on to the next step</Button>
              </div>
            </Part>
            <Part name="round: rest, small, disabled, busy; their names show to who points at them or comes by the keyboard">
              <div class="parts-row">
                <IconButton label="Edit">
                  <Pencil aria-hidden="true" />
                </IconButton>
                <IconButton label="Edit" small>
                  <Pencil aria-hidden="true" />
                </IconButton>
                <IconButton label="Edit" disabled>
                  <Pencil aria-hidden="true" />
                </IconButton>
                <IconButton label="Edit" busy />
              </div>
            </Part>
          </>
        )}
      </Section>
      <Section title="Menus">
        {() => (
          <>
            <Part name="press it">
              <Menu
                label="More"
                items={[
                  { label: 'Edit', picture: <Pencil aria-hidden="true" />, does: () => {} },
                  {
                    label: 'Report this droplet to the people at the desk, in confidence',
                    picture: <Flag aria-hidden="true" />,
                    does: () => {},
                  },
                  { label: 'Newest first', checked: true, apart: true, does: () => {} },
                  { label: 'Oldest first', checked: false, does: () => {} },
                  { label: 'Delete', kind: 'bad', picture: <Trash aria-hidden="true" />, apart: true, does: () => {} },
                ]}
              />
            </Part>
          </>
        )}
      </Section>
    </>
  )
}
