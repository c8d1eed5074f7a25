// biome-ignore-all format: as it was recorded
/** Two devices: Two devices, as it was recorded. Recorded in the app; put it into tests/scenarios, and it runs. */
import { play } from '../../src/scenarios/play'
import { scenario } from '../../src/scenarios/scenario'
import { expect, settled, test } from '../support/app'
import { browserStage } from '../support/scenarios'

const recorded = scenario({
  "id": "two-devices",
  "title": "Two devices",
  "tells": "Two devices, as it was recorded.",
  "language": "en",
  "world": "empty",
  "cast": {
    "anna": {
      "kind": "real",
      "name": "Anna Berger",
      "handle": "anna"
    },
    "ben": {
      "kind": "real",
      "name": "Ben",
      "handle": "ben",
      "categories": [
        "travel"
      ]
    }
  },
  "peers": [
    "a",
    "b"
  ],
  "steps": [
    {
      "as": "anna",
      "on": "a",
      "do": "go",
      "to": "/"
    },
    {
      "as": "anna",
      "on": "a",
      "do": "act",
      "deed": {
        "joins": true
      }
    },
    {
      "as": "anna",
      "on": "a",
      "do": "tap",
      "target": {
        "role": "link",
        "name": "Create"
      }
    },
    {
      "as": "anna",
      "on": "a",
      "do": "tap",
      "target": {
        "role": "textbox",
        "name": "Your words"
      },
      "type": "Low tide"
    },
    {
      "as": "anna",
      "on": "a",
      "do": "tap",
      "target": {
        "role": "checkbox",
        "name": "I hold the rights to what I post."
      }
    },
    {
      "as": "anna",
      "on": "a",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "Post"
      },
      "causes": {
        "act": "content.published",
        "data": {
          "form": "droplet",
          "media": "text",
          "files": [],
          "caption": {
            "$words": "Low tide"
          },
          "audience": "everyone",
          "moods": [],
          "tags": [],
          "rightsConfirmed": true,
          "made": "human",
          "persona": "none"
        },
        "makes": "published 1"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "go",
      "to": {
        "invitedBy": "a"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "wait",
      "with": "a"
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "Set up a new account"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "radio",
        "name": "Real Persona You, in person. AI may polish your work, never play you."
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "Next"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "I agree"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "textbox",
        "name": "Name"
      },
      "type": "Ben"
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "textbox",
        "name": "Handle"
      },
      "type": "ben"
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "Next"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "checkbox",
        "name": "Travel"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "Create account"
      },
      "causes": {
        "joins": true
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "link",
        "name": "0 comments"
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "net",
      "online": false
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "textbox",
        "name": "Say something"
      },
      "type": "And cold"
    },
    {
      "as": "ben",
      "on": "b",
      "do": "tap",
      "target": {
        "role": "button",
        "name": "Comment"
      },
      "causes": {
        "act": "content.commented",
        "data": {
          "content": {
            "$made": "published 1"
          },
          "text": {
            "$words": "And cold"
          },
          "made": "human"
        }
      }
    },
    {
      "as": "ben",
      "on": "b",
      "do": "net",
      "online": true
    },
    {
      "as": "anna",
      "on": "a",
      "do": "wait",
      "with": "b"
    },
    {
      "as": "anna",
      "on": "a",
      "expect": [
        {
          "question": "feed",
          "args": {},
          "at": "items.length",
          "is": 1
        },
        {
          "question": "feed",
          "args": {},
          "at": "items.0.caption.text",
          "is": "Low tide"
        },
        {
          "question": "feed",
          "args": {},
          "at": "items.0.standing",
          "is": "final"
        },
        {
          "question": "feed",
          "args": {},
          "at": "items.0.comments",
          "is": 1
        }
      ],
      "do": "wait"
    },
    {
      "as": "anna",
      "on": "a",
      "expect": [
        {
          "question": "profileByHandle",
          "args": {
            "handle": "anna"
          },
          "at": "name",
          "is": "Anna Berger"
        },
        {
          "question": "profileByHandle",
          "args": {
            "handle": "anna"
          },
          "at": "kind",
          "is": "real"
        },
        {
          "question": "wallet",
          "args": {},
          "at": "balances",
          "is": [
            {
              "currency": "EUR",
              "available": 0,
              "held": 0,
              "posted": 0
            },
            {
              "currency": "USD",
              "available": 0,
              "held": 0,
              "posted": 0
            },
            {
              "currency": "USDC",
              "available": 0,
              "held": 0,
              "posted": 0
            },
            {
              "currency": "MESI",
              "available": 0,
              "held": 0,
              "posted": 0
            }
          ]
        }
      ],
      "do": "wait"
    },
    {
      "as": "ben",
      "on": "a",
      "expect": [
        {
          "question": "profileByHandle",
          "args": {
            "handle": "ben"
          },
          "at": "name",
          "is": "Ben"
        },
        {
          "question": "profileByHandle",
          "args": {
            "handle": "ben"
          },
          "at": "kind",
          "is": "real"
        },
        {
          "question": "wallet",
          "args": {},
          "at": "balances",
          "is": [
            {
              "currency": "EUR",
              "available": 0,
              "held": 0,
              "posted": 0
            },
            {
              "currency": "USD",
              "available": 0,
              "held": 0,
              "posted": 0
            },
            {
              "currency": "USDC",
              "available": 0,
              "held": 0,
              "posted": 0
            },
            {
              "currency": "MESI",
              "available": 0,
              "held": 0,
              "posted": 0
            }
          ]
        }
      ],
      "do": "wait"
    }
  ]
})

for (const by of ['taps', 'acts'] as const)
  test(`${recorded.title}, by ${by}`, async ({ app }) => {
    const stage = browserStage(app, () => 'same', 'mouse', recorded.language)
    await play(recorded, stage, { by })
    const pages = recorded.peers.map((peer) => stage.page(peer))
    await settled(...pages)
    for (const page of pages) await expect.poll(() => page.evaluate(() => window.mesi.hash().pending)).toBe(0)
  })
