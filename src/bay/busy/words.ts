/** What people of Busy Bay say: lines by what they are about, with places for words in braces, and the words. */
import type { Category } from '../../areas/accounts/events'
import type { Mood } from '../../areas/content/events'
import type { Dice } from '../dice'

export type Subject = Exclude<Category, 'adult'>

interface Lines {
  /** Names in the manifest of pictures that fit. */
  readonly pictures: readonly string[]
  readonly tags: readonly string[]
  readonly moods: readonly Mood[]
  readonly bios: readonly string[]
  readonly captions: readonly string[]
}

const slots: Readonly<Record<string, readonly string[]>> = {
  time: [
    'Five past six',
    'Half past late',
    'Tuesday, of all days',
    'The last light',
    'Before the first bus',
    'Lunch break',
    'Midnight, roughly',
    'Sunday, no plans',
    'The quiet hour',
    'Rain since nine',
  ],
  place: [
    'the old pier',
    'the fish market',
    'Harbour Street',
    'the north steps',
    'the ferry deck',
    'the laundrette',
    'the library roof',
    'platform two',
    'the lighthouse road',
    'my kitchen',
    'the corner by the bakery',
    'the tram depot',
  ],
  person: [
    'my sister',
    'a stranger',
    'the neighbour',
    'my flatmate',
    'the bus driver',
    'my mother',
    'nobody',
    'the baker',
    'an old friend',
    'the cat',
    'my landlord',
    'the whole queue',
  ],
  feeling: [
    'worth it',
    'regrets nothing',
    'slightly proud',
    'still thinking about it',
    'not sorry',
    'tired and happy',
    'would do it again',
    'asking for a friend',
  ],
  number: ['three', 'four', 'seven', 'eleven', 'twelve', 'nineteen', 'forty', 'two and a half'],
  dish: [
    'lentils with too much lemon',
    'burnt rice, the good layer',
    'dumplings, pleated badly',
    'tomatoes on toast',
    'soup from whatever was left',
    'noodles at speed',
    'plums and black pepper',
    'flatbread, first attempt',
    'beans, slowly',
    'an omelette with ambitions',
  ],
  sport: [
    'the hill loop',
    'intervals',
    'cold water',
    'the rowing machine',
    'balance work',
    'a slow ten',
    'the stairs',
    'yoga in socks',
    'shoulder day',
  ],
  sound: ['bass line', 'second verse', 'snare', 'chorus', 'field recording', 'bridge', 'demo', 'dub version', 'loop'],
  game: ['the frog level', 'a speedrun', 'the demo', 'ranked', 'a board game for six', 'the final boss', 'the old arcade', 'a farming sim'],
  thing: ['keyboard', 'bicycle', 'drawing', 'lamp', 'chair', 'camera', 'notebook', 'radio', 'plant', 'jacket', 'bowl', 'print'],
  colour: ['rust', 'ultramarine', 'mustard', 'bottle green', 'chalk', 'ink', 'coral', 'charcoal'],
  code: ['parser', 'battery', 'sensor', 'printer driver', 'spreadsheet', 'solar panel', 'home server', 'old laptop', 'weather station'],
  topic: ['tides', 'bread', 'bridges', 'knots', 'volcanoes', 'alphabets', 'moss', 'maps', 'compound interest', 'owls'],
  city: ['Porto', 'Tromsø', 'Oaxaca', 'Busan', 'Trieste', 'Dakar', 'Valparaíso', 'Gdańsk', 'Hobart', 'Da Nang'],
}

const lines: { readonly [S in Subject]: Lines } = {
  music: {
    pictures: [
      'zeyna-pier-nine',
      'zeyna-white-label',
      'zeyna-lasers',
      'zeyna-soundcheck',
      'zeyna-red-room',
      'zeyna-tree-rings',
      'tomek-shelf',
    ],
    tags: ['live', 'vinyl', 'demo', 'practice', 'pier9', 'loop', 'synth'],
    moods: ['party', 'chill'],
    bios: [
      'I make loops out of {place}.',
      'Bass first, questions later.',
      'Songs about {topic}. Sorry in advance.',
      'Plays {number} instruments, none of them quietly.',
      'Record shop by day, {sound} by night.',
    ],
    captions: [
      'New {sound}. {person} says it sounds like {place}, which I choose to take well.',
      '{time} and the {sound} finally sits. Do not touch anything.',
      'Played it to {person}. Silence, then: again.',
      '{number} takes, and of course the first one was it.',
      'I recorded {place} for {number} minutes. There is a {sound} in there, I swear.',
      'Tonight, {place}. Bring ears.',
      'Somebody left a {thing} at the gig. It is part of the band now.',
      'Deleted the {sound}. The song got better. I am fine. {feeling}.',
    ],
  },
  art: {
    pictures: [
      'mio-tea-bowl',
      'mio-three-bottles',
      'mio-moon-jar',
      'mio-kiln-blue',
      'mio-seconds',
      'mio-ash-glaze',
      'mio-red-bowl',
      'zeyna-two-seconds',
    ],
    tags: ['studio', 'wip', 'sketch', 'ceramics', 'print', 'linocut', 'colour'],
    moods: ['chill', 'happy'],
    bios: [
      'Draws {topic}, mostly from memory.',
      'Studio above {place}. Ring twice.',
      '{colour} is a personality.',
      'Printmaker. Hands the colour of {colour}.',
      'I finish about one thing in {number}.',
    ],
    captions: [
      '{time}: more {colour}. There is always room for more {colour}.',
      'The {thing} is done. {person} asked what it is. It is done.',
      'Sketch number {number} of {place}. I have stopped drawing the seagull.',
      'A print of a {thing}, in {colour}, edition of {number}. {feeling}.',
      'I spent the day looking at {colour}. That was the work.',
      'Took the wet one out too early. It has a lean now. So do I.',
      '{person} bought the crooked one. The crooked ones always go first.',
    ],
  },
  gaming: {
    pictures: [],
    tags: ['coop', 'indie', 'speedrun', 'arcade', 'boardgames', 'retro'],
    moods: ['happy', 'party'],
    bios: [
      'Loses at {game} for fun.',
      'Cosy games, loud keyboard.',
      'Still stuck on {game}.',
      'Board games on Thursdays at {place}.',
      'I main the healer so that you do not have to.',
    ],
    captions: [
      'Finally past {game}. {number} tries. {person} heard all of them.',
      '{time}, {game}, and I said one more round {number} rounds ago.',
      'Taught {person} {game}. Lost to them within the hour.',
      'The soundtrack of {game} has no business being this good.',
      'Board game night at {place}: {number} people, one rulebook, no survivors.',
      'My {thing} broke in the middle of {game}. {feeling}.',
      'Looking for a fourth for {game}. Must enjoy being blamed.',
    ],
  },
  fitness: {
    pictures: ['anjali-marigold', 'anjali-indigo', 'anjali-half-moon', 'anjali-warrior', 'anjali-reach'],
    tags: ['running', 'mobility', 'swim', 'strength', 'yoga', 'rest-day'],
    moods: ['happy', 'chill'],
    bios: [
      '{sport} before breakfast, naps after.',
      'Coach. I count so that you need not.',
      'Slow runner, loyal finisher.',
      'Learning {sport} at an age.',
      'Stretching is the sport.',
    ],
    captions: [
      '{sport} at {place}. {feeling}.',
      '{time}. {number} kilometres. The wind was against me both ways.',
      'Rest day. I am very good at rest day.',
      '{person} said just one lap. It was not one lap.',
      'Week {number} of {sport}. Nothing hurts where it should not.',
      'Held it for {number} breaths. Fell on {number} and a bit.',
      'Swam out to the buoy and had a word with it. {feeling}.',
    ],
  },
  lifestyle: {
    pictures: [
      'lucia-night-bus',
      'lucia-balcony',
      'marisol-cat',
      'marisol-row-forty',
      'sam-first-evening',
      'chichi-desk',
      'kwabena-returns',
    ],
    tags: ['home', 'slow', 'balcony', 'smallthings', 'cats', 'neighbours'],
    moods: ['happy', 'chill', 'sad'],
    bios: [
      'Here for the small things and {topic}.',
      'Plants: {number}. Of them alive: most.',
      'New in the bay, old at heart.',
      'I talk to {person} and report back.',
      'Postcards, laundry, weather.',
    ],
    captions: [
      '{time}. The kettle and I have an understanding.',
      'Met {person} at {place}. We talked about {topic} until it got dark.',
      'The {thing} by the window has a new leaf, which is more than I can say.',
      'Rearranged the room around the {thing}. {feeling}.',
      'Small list for today: {place}, bread, no news.',
      '{person} left a note on the door. It says only: nice {thing}.',
      'I have been awake since {number} and I can recommend it to nobody.',
      'Missing somebody today. Went to {place} and told the water.',
    ],
  },
  comedy: {
    pictures: [
      'declan-quiet-carriage',
      'declan-gym',
      'declan-seagull',
      'declan-read',
      'declan-therapist',
      'declan-tide',
      'declan-sold-out',
    ],
    tags: ['standup', 'openmic', 'seagull', 'overheard', 'joke'],
    moods: ['happy', 'party'],
    bios: [
      'Open mic on Mondays. Bring {person}.',
      'Professional overhearer.',
      'I was funny at {place} once.',
      'Writes jokes about {topic}. Nobody asked.',
      'Seagull apologist.',
    ],
    captions: [
      'Overheard at {place}: "It is not a {thing} if you have to explain it."',
      'My therapist says I should write about {topic}. My audience says otherwise.',
      '{person} laughed. I am told it was at something else. {feeling}.',
      'I told {person} a joke about {topic}. We are both still waiting.',
      'Seagull {number}, me nil. It took the {thing}.',
      'The quiet carriage was full of people being loudly quiet.',
      'New five minutes on {topic}. It is {number} minutes. Four are the pause.',
    ],
  },
  education: {
    pictures: ['kwabena-returns', 'ingrid-aurora', 'mio-table-for-three'],
    tags: ['learning', 'library', 'history', 'language', 'science', 'notes'],
    moods: ['chill', 'happy'],
    bios: [
      'Teaches {topic} to whoever stays.',
      'Notes on {topic}, one a week.',
      'Librarian energy.',
      'Asks why {number} times.',
      'Learning {city} street by street.',
    ],
    captions: [
      'Today I learned about {topic}, and now so do you: they are older than {place}.',
      'A short thread on {topic}. Part {number} of who knows.',
      'Somebody asked me how {topic} work. I have been drawing on napkins since.',
      'Homework for the weekend: find {topic} at {place}. Report back.',
      'The best question today came from {person}: "And before that?"',
      'Found a book on {topic} at {place}. Somebody underlined exactly the wrong half.',
    ],
  },
  fashion: {
    pictures: ['anjali-marigold', 'anjali-indigo', 'marisol-row-forty'],
    tags: ['handmade', 'mending', 'thrift', 'colour', 'knitting', 'fit'],
    moods: ['happy', 'party'],
    bios: [
      'Mends things for {person}.',
      'Wearing {colour} until further notice.',
      'Thrift first.',
      'Sewing loud, sleeping late.',
      'One coat, {number} winters.',
    ],
    captions: [
      'Mended the {thing} with {colour} thread, so that one sees it. {feeling}.',
      '{colour} and {colour}. {person} said no. I said wait.',
      'Found this jacket at {place} for {number}. It had a ticket to {city} in its pocket.',
      'Third button from the top: my grandmother’s. The rest: arguments.',
      'The hem took {number} hours. It will be seen by {person}.',
      'Knitted all the way to {city}. It is now either a scarf or a hammock.',
    ],
  },
  food: {
    pictures: [
      'amadou-thieb',
      'amadou-four-lemons',
      'amadou-midnight-noodles',
      'amadou-market-reds',
      'amadou-breakfast-grid',
      'amadou-two-spoons',
      'amadou-green-everything',
    ],
    tags: ['cooking', 'market', 'bread', 'leftovers', 'breakfast', 'soup'],
    moods: ['happy', 'chill'],
    bios: [
      '{dish}, on repeat.',
      'Cooks for {number}, eats with {person}.',
      'Market at seven, nap at two.',
      'Salt late, lemon later.',
      'Baker in training; the bread disagrees.',
    ],
    captions: [
      '{time}: {dish}. {feeling}.',
      'Made {dish} for {person}. Plates came back empty, nobody said anything. Highest praise.',
      'The secret is {number} minutes longer than you can bear.',
      'From {place}, still warm. It did not make it home.',
      'Recipe: {dish}. Method: patience, then panic.',
      'My grandmother would call this {dish} and then fix it.',
      '{person} brought {colour} carrots. We looked at them for a while first.',
    ],
  },
  travel: {
    pictures: [
      'noa-dawn-patrol',
      'noa-ember-line',
      'noa-green-room',
      'noa-storm-desk',
      'noa-after-school',
      'noa-violet-hour',
      'noa-full-moon',
      'noa-mist',
      'noa-glass',
      'noa-outside-set',
      'zeyna-last-ferry',
    ],
    tags: ['sea', 'ferry', 'train', 'film', 'light', 'windows'],
    moods: ['chill', 'happy', 'sad'],
    bios: [
      'Window seat. {city} next.',
      'I photograph water when it is not looking.',
      'Ferries over flights.',
      'Collects timetables and {topic}.',
      'From {city}, here until the money goes.',
    ],
    captions: [
      '{time}, {place}. The sea did all the work.',
      'Nobody on the ferry but me and {person}. We did not need more.',
      '{city} was closed. We looked at it through the fence. {feeling}.',
      'I missed the train and got this instead.',
      'Fog so thick that {place} was only a rumour.',
      'Postcard from {city}: it rains here with more conviction.',
      'Walked {number} hours along the water. Came back with sand and an opinion.',
      'The light turned {colour} for about a minute. I had the lens cap on for half of it.',
    ],
  },
  technology: {
    pictures: ['ingrid-aurora', 'chichi-desk', 'zeyna-lasers'],
    tags: ['repair', 'homelab', 'solar', 'opensource', 'sensors', 'keyboards'],
    moods: ['chill', 'happy'],
    bios: [
      'Fixes the {code}. Mostly.',
      'Runs a {code} in the cupboard.',
      'Ex-{code}, now gardener.',
      'Writes small programs for {person}.',
      'Have you tried leaving it alone?',
    ],
    captions: [
      'The {code} works. I do not know why, so I am not touching it. {feeling}.',
      'Day {number} with the {code}. It blinked today.',
      'Repaired a {thing} for {person}. Payment: soup.',
      'My {code} sends me the temperature of {place}. It is cold. I could have looked out of the window.',
      'Wrote {number} lines, deleted {number} more. Net gain.',
      '{person} asked whether the {code} could also do {topic}. It can now. Why did I do that.',
    ],
  },
}

/** What makers of pictures without a camera show, whoever they are. */
export const dreamt: readonly string[] = [
  'aurelia-first-light',
  'aurelia-door-in-the-sea',
  'aurelia-stairs',
  'aurelia-two-suns',
  'aurelia-garden',
  'fenno-first-lamp',
  'fenno-fog-day',
  'fenno-southwester',
  'fenno-harvest-moon',
  'fenno-first-snow',
  'fenno-night-boat',
  'fenno-lamp-out',
]
const dreams: readonly string[] = [
  'A room with {number} doors. All of them remember {place}.',
  'I was asked for {colour}. This is what {colour} asked for in return.',
  'Nobody stood here. It was raining on nobody.',
  '{topic}, as somebody might tell them who has only heard of them.',
  'I count to {number} between two thoughts. This is what {number} looks like.',
  'The same shore, {number} times. It changes when I do.',
  'No lens, no weather, one wish: {place}, empty.',
]
const dreamers: readonly string[] = [
  'An AI that paints {topic}.',
  'AI. I show places that {person} forgot.',
  'Made of questions about {topic}. An AI, and glad to say so.',
  'An AI with a soft spot for {colour}.',
]

/** Films for vibes, and what is said with them. */
export const films: readonly string[] = ['noa-clip-last-light', 'noa-clip-grey-morning', 'zeyna-clip-the-drop', 'zeyna-clip-sparkler']
const loops: readonly string[] = [
  '{time}. Loop it until the kettle is done.',
  '{number} seconds of {place}, and that is all I wanted to say.',
  'Again. And again. {feeling}.',
  'For {person}, who could not come.',
]

const replies: readonly string[] = [
  'This made my morning.',
  'I can smell this.',
  'Saving this for later, as I do with everything.',
  'Yes. All of it.',
  '{person} needs to see this.',
  'How long did that take?',
  'I was there and it was exactly like this.',
  'More of these, please.',
  'The {colour} one is mine.',
  'I laughed on the bus. People looked.',
  'You had me at {place}.',
  'Counting the days till the next one.',
  'Could you say more about the {thing}?',
  'Same, but with {topic}.',
  'Quietly brilliant.',
  'My {thing} could never.',
  'I showed this to {person}. We agree for once.',
  'Came for the picture, stayed for the words.',
  'Is {place} always this empty?',
  'First time I have understood {topic}.',
  'Ha.',
  'Beautiful light.',
  'Put me on the list.',
  'No notes.',
  'I have questions, and {number} of them are about the {thing}.',
  'This is the one.',
  'Please never explain it.',
  'Good. Very good. Go to bed.',
  'The second line, though.',
  'I tried this at home. {person} is not speaking to me.',
  'Who hurt you, and can they do it again?',
  'Been following since the first one. Proud.',
]
const thanks: readonly string[] = [
  'for the soup',
  'more of this',
  'a coffee on me',
  'for {place}',
  'keep going',
  'from {person} and me',
  'bus fare',
  'for the {thing} fund',
  '',
]

/** A line with its places filled. */
function say(dice: Dice, from: readonly string[]): string {
  const line = dice.pick(from).replaceAll(/\{(\w+)\}/g, (_, slot: string) => dice.pick(slots[slot] ?? ['']))
  return line.replaceAll(/(^|[.!?]["”]? )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}

export const subjects = Object.keys(lines) as Subject[]
export const picturesOf = (subject: Subject, ai: boolean): readonly string[] => (ai ? dreamt : lines[subject].pictures)
export const caption = (dice: Dice, subject: Subject, ai: boolean): string => say(dice, ai ? dreams : lines[subject].captions)
export const bio = (dice: Dice, subject: Subject, ai: boolean): string => say(dice, ai ? dreamers : lines[subject].bios)
export const loop = (dice: Dice): string => say(dice, loops)
export const reply = (dice: Dice): string => say(dice, replies)
export const thank = (dice: Dice): string => say(dice, thanks)
export const tagsOf = (subject: Subject): readonly string[] => lines[subject].tags
export const moodsOf = (subject: Subject): readonly Mood[] => lines[subject].moods
