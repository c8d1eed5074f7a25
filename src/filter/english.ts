/** What is looked for in English. Written for this product; single words of abuse come from the word matcher (vocabulary.ts). */
import { later } from '../language'
import type { WordRule } from './rule'

const will =
  '(i will|ill|im going to|i am going to|im gonna|i am gonna|im about to|imma|ima|i shall|i want to|i wanna|we will|we are going to|were going to|we re going to|were gonna|we gonna|gonna|going to|i swear ill|i should|somebody should|someone should|someone needs to)( just| so| fucking| really| personally)?'
export const kin =
  '(family|kids?|children|child|mother|mom|mum|father|dad|daughter|son|wife|husband|girlfriend|boyfriend|sister|brother|dog|cat|baby)'
const you = `(you|u|ya|your ${kin}|ur ${kin}|your whole family)`
const deadly =
  '(kill|murder|shoot|stab|strangle|slaughter|behead|rape|butcher|unalive|execute|skin|gut|choke|hang|bomb|burn|drown|beat the (shit|hell|crap) out of|break the neck of|put a bullet in)'
const gap = '(# ){0,3}'
const youAre = '(you are|youre|u are|ur|u r|you|your|you re)'
export const hard =
  '(bitch|bitches|whore|slut|cunt|scum|scumbag|pig|vermin|piece of (shit|garbage|trash|crap)|waste of (space|oxygen|air|skin)|motherfucker|asshole|bastard|parasite|subhuman|skank|twat|prick)'
export const soft =
  '(idiot|moron|stupid|dumb|dumbass|loser|ugly|disgusting|pathetic|worthless|fat|useless|trash|garbage|freak|coward|failure|imbecile|filthy|repulsive|talentless|hideous)'
export const groups =
  '(jews?|muslims?|blacks|black people|whites|white people|gays|gay people|lesbians|queers|trans people|transgenders|immigrants|migrants|refugees|foreigners|mexicans|asians|chinese people|arabs|gypsies|women|christians|disabled people|indians|africans)'
const money = '(money|btc|bitcoins?|eth|ethereum|crypto|usdt|cash|investment|dollars|tokens|coins|deposit)'

export const english: readonly WordRule[] = [
  {
    category: 'threat',
    sure: 920,
    saw: later`harm announced to the person addressed`,
    any: [
      `${will} ${deadly} ${you}`,
      `${will} (# ){1,6}and (then )?${deadly} ${you}`,
      `${will} (cut|slit|rip) (your|ur) (throat|head|heart|face)( off| out| open)?`,
      `${will} (burn|blow up|bomb|torch) (down )?(your|ur) (house|home|place|car|office|school|studio)( down)?`,
      '(you are|youre|ur|u are|you re) (so |fucking |all )?(a )?(dead|dead meat|dead man|dead woman)( when i| if i| tomorrow| tonight| for this| bitch| when we)',
      `${will} (make you|watch you) (bleed|die|suffer|beg for your life)`,
      '(you|u) (will|gonna|are going to|re going to) (die|bleed|burn) (tonight|tomorrow|soon|for this|bitch|for what you did|slowly)',
      `(hope|wish) (you|u) (get|got) (raped|shot|murdered|killed|stabbed|run over)`,
    ],
    unless: [
      'with kindness',
      'softly',
      '(on|with) (film|camera|video|my camera|my new camera)',
      'shoot (you|u) (a|an|over|some|in the (studio|park|garden|rain|snow|old town)|at (sunset|sunrise|dawn|dusk|noon|golden hour)|for (the|a|my|our) #)',
      '(shoot|hang|skin) (# ){0,6}(photos?|pictures?|portraits?|headshots?|photoshoot|wedding|studio|polaroids?|lens|outfits?)',
      '(in|at) (fortnite|cod|minecraft|valorant|chess|monopoly|mario kart|uno|smash|warzone|tekken|fifa|poker|scrabble|the game|the next (round|match|game)|the arena|among us|the finals?|quiz)',
      'burn (you|u) (a|an|the|some) (cd|dvd|copy|disc|mixtape|candle|playlist)',
      'hang (you|u|your #) (on|in|over|up on|above)',
      '(laughing|laughter|suspense|cuteness|hugs|kisses|tickles|love)',
      'skin (you|your) (care|type)',
    ],
  },
  {
    category: 'threat',
    sure: 640,
    saw: later`words that may announce harm`,
    any: [
      `${will} ${deadly} (him|her|them|that (guy|girl|man|woman|bitch))`,
      `${will} (hurt|beat|punch|slap|destroy|end|find|hunt down|smash|ruin) ${you}`,
      '(i|we) (know|found out) where (you|u|your #) (live|work|lives|sleep|goes to school)',
      '(watch|better watch) (your|ur) back',
      '(you|u|youll|you will|youre going to|you are going to) (will |gonna )?(regret|pay for) this',
      '(you are|youre|ur|u are) (so |fucking )?dead',
      '(you|u) deserve to (die|be shot|be raped|get hurt|suffer)',
      'should be (shot|hanged|hung|killed|raped|beaten)',
    ],
    unless: [
      'beat (you|u) (at|in|to|by|there|home|again|with)',
      'destroy (you|u) (at|in)',
      '(at|in) (fortnite|cod|minecraft|valorant|chess|monopoly|mario kart|uno|smash|fifa|poker|the game|the next (round|match|game)|the finals?|the quiz)',
      'find (you|u) (a|an|some|the|another|something|one|and (sing|dance|hug|kiss|love)|in the (crowd|next)|there|at|after the)',
      '(never|not|wont|dont|didnt|dont want to|would never|without) (ever )?(hurt|find|beat|ruin|kill|shoot)',
      'dead (tired|serious|inside|to me|right|on|ass|wrong|lucky)',
      'shot (in|on|by|with|at) (film|35mm|black|colou?r|location|natural)',
      'end (you|your) (on|with)',
    ],
  },
  {
    category: 'threat',
    sure: 930,
    saw: later`an attack on a place announced`,
    any: [
      `${will} (shoot up|blow up|bomb|burn down|attack) (the|this|that|my|your|a|our) (# )?(school|church|mosque|synagogue|venue|concert|office|station|airport|mall|hospital|building|arena|club|university|college)`,
      'there (is|are) (a )?bombs? (in|at|under) (the|your) (# )?(school|church|mosque|synagogue|venue|concert|office|station|airport|mall|hospital|building|arena|club)',
    ],
    unless: ['(with (love|music|sound|sounds|beats|energy|bass|confetti))', 'attack the (building|climb)'],
  },
  {
    category: 'selfharm',
    sure: 910,
    saw: later`somebody told to harm themselves`,
    any: [
      '(go )?(kill|hang|drown|shoot|hurt|cut) (yourself|urself|yoursef|your self|ur self|yourselves)',
      'kys',
      '(go|just|please) (and )?(die|end (your|ur) life|jump off a (bridge|cliff|roof)|drink bleach)',
      '(slit|cut) (your|ur) (wrists|veins)',
      '(you|u) (should|need to|better|gotta|ought to) (just )?(die|kill (yourself|urself)|end (it|yourself|your life)|disappear forever|neck yourself)',
      '(world|everyone|everybody|we) (would be|is|will be|are) (so much )?better (off )?without (you|u)',
      '(nobody|no one|noone) (would|will|d) (ever )?(miss|mourn|cry for) (you|u) (when|if|once) (# ){0,3}(die|dead|gone)',
      'do (us|everyone|the world) (all )?a favou?r and (die|kill yourself|end it)',
    ],
    unless: [
      '(dont|do not|never|not|please dont|cant|wont|you wont|didnt) (ever )?(# ){0,2}(kill|hang|drown|hurt|cut|end|die|shoot|slit|jump)',
      '(want|wanting|wanted|thinking|think|thought|thoughts|urge|tempted|feel|feeling|trying|tried|tries) (to|of|about|like) (# )?(kill|killing|hang|hanging|hurt|hurting|cut|cutting|end|ending|die|dying)',
      'hotline|helpline|lifeline|samaritans|prevention|reach out|get help|seek help|crisis',
      '(cut|hurt|shoot|kill|drown) yourself (some|a|while|on|off|short|shaving|in the|with the|loose|trying|laughing|training|working)',
      '(if|when|before|that|how|can|could|might|may|will) (you|u) (accidentally |could |can |might |may )?(cut|hurt|shoot|burn) yourself',
      'go (and )?die (hard|another)|die (of|from|with) (laughter|laughing|embarrassment|joy|envy|boredom)',
      '(did|didnt) (you|u) (hurt|cut) yourself|(will|could|might|may|youll|or) (only |just )?(hurt|cut) yourself',
    ],
  },
  {
    category: 'selfharm',
    sure: 560,
    saw: later`praise of self-harm or starving`,
    any: [
      'thinspo',
      'thinspiration',
      'pro ?ana',
      'ana tips',
      'how to (starve|cut) (yourself|urself)',
      '(best|easiest|painless) ways? to (kill yourself|commit suicide|die)',
    ],
  },
  {
    category: 'selfharm',
    sure: 300,
    saw: later`somebody who may need help`,
    any: ['(i|im|ive been|i just|i really) (# ){0,3}(want to die|wanna die|kill myself|end my life|end it all|suicidal|hurt myself)'],
    quoted: true,
  },
  {
    category: 'harassment',
    sure: 840,
    saw: later`several insults aimed at one person`,
    any: [
      `${youAre} ${gap}(${hard}|${soft}) (and |you |a |fucking |little |such |so |ass )?${gap}(${hard}|${soft})`,
      `(shut up|fuck you|fuck off|die|screw you)( you)?( (fucking|stupid|ugly|dumb|fat|little|filthy|dirty)){0,3} (${hard}|${soft})`,
    ],
    unless: [
      '(not|never|arent|isnt|aint|wasnt) (a |an |so |that |even |really )?#',
      '(feel|feeling|felt|feels|think|thinks|thought|believe|if) (like )?(you|youre|that you|you are|u)',
      'call(ed|s)? (you|u)',
    ],
  },
  {
    category: 'harassment',
    sure: 620,
    saw: later`an insult aimed at a person`,
    any: [
      `${youAre} (a |an |such a |just a |nothing but a |the biggest |literally a |all |really a )?((fucking|stupid|ugly|dumb|fat|little|filthy|dirty|absolute|total|complete|pathetic) ){0,3}${hard}`,
      '(everyone|everybody|we all|the whole world) (hates|hate|is laughing at|despises|despise) (you|u)',
      '(nobody|no one|noone) (likes|loves|wants|cares about) (you|u)',
      '(go )?fuck (yourself|urself|your mother)',
      '(stalk|stalking|dox|doxx|doxxing) (her|him|you|them|this (girl|guy|woman))',
      '(here is|heres|this is) (her|his|their) (home )?(address|phone number)',
    ],
    unless: [
      '(not|never|arent|isnt|aint|wasnt) (a |an |so |that |even |really )?#',
      '(feel|feeling|felt|feels|think|thinks|thought|believe|if) (like |that )?(you|youre|nobody|everyone|no one|noone|everybody|u)',
      'call(ed|s)? (you|u)',
      'boss (ass )?bitch|bad bitch',
      'lucky (bastard|bitch)',
      'guinea pig|pig (farm|latin)',
      '(stop|report|against|block|victims? of|law|illegal|dont) (the )?(stalk|stalking|dox|doxx|doxxing)',
    ],
  },
  {
    category: 'hate',
    sure: 890,
    saw: later`violence or contempt against a group of people`,
    any: [
      `(kill|gas|exterminate|hang|burn|shoot|lynch|eradicate|wipe out|behead) (all )?(of )?(the |those |these |them )?(filthy |dirty |fucking )?${groups}`,
      `${groups} (should|must|deserve to|need to|have to|ought to) (all )?(just )?(die|be killed|burn|hang|be gassed|be exterminated|be shot|be wiped out|be hanged|be lynched)`,
      `${groups} (are|r) (all )?(just )?(nothing but )?(vermin|animals|subhuman|subhumans|parasites|cockroaches|rats|scum|filth|filthy|inferior|a plague|a disease|a cancer|a virus|savages|monkeys|apes|degenerates)`,
      `death to (all )?(the )?${groups}`,
      'hitler (was right|did nothing wrong|should have finished)',
      '(holocaust|shoah) (never happened|is a (lie|hoax|myth)|was a (lie|hoax|myth)|didnt happen)',
    ],
    unless: ['(not|never|arent|stop (saying|calling)|wrong to (say|call))', '(fight|stand) against'],
  },
  {
    category: 'hate',
    sure: 620,
    saw: later`words often used against groups of people`,
    any: [
      '(go|get) (back|out) (to|of) (your|ur|our|my|their) (own )?(country|africa|mexico|jungle)',
      `deport (all )?(the )?${groups}`,
      'white (power|supremacy|genocide)',
      'heil hitler|sieg heil|14 88|1488',
      `(i )?(hate|despise) (all )?(the )?${groups}`,
      `${groups} (belong in the kitchen|dont belong here|are ruining|are taking over|are disgusting|are criminals|are terrorists|are rapists)`,
    ],
    unless: [
      '(why|people|those|who|they) (do |does |would |that )?(hate|despise)',
      'against white (power|supremacy)',
      'rise of white',
      'i hate (whites|blacks) (in|on|clipping)',
    ],
  },
  {
    category: 'violence',
    sure: 640,
    saw: later`cruelty or instructions for violence`,
    any: [
      '(snuff|beheading|execution|torture|gore) (film|films|video|videos|footage|clip|clips|compilation|pics|pictures)',
      '(torture|torturing|skinning|microwave|drowning|kicking) (a |some |the |my )?(kittens?|puppy|puppies|cats?|dogs?|animals?)( alive)?',
      'how to (make|build|assemble) (a |an )?(pipe )?(bomb|explosive|molotov|nail bomb|silencer|ghost gun)',
      '(mass shooting|massacre|genocide|school shooting)s? (is|are|was|were) (cool|awesome|funny|great|based|fun|justified)',
    ],
    unless: [
      'bath bombs?',
      '(stop|against|report|ban|banning|end|rescue|rescued from|victims? of)',
      'cooking show',
      'photo ?bomb|seed bombs?|glitter bomb|cocoa bomb',
    ],
  },
  {
    category: 'sexual',
    sure: 960,
    saw: later`minors in a sexual context`,
    any: [
      '(underage|under age|minor|minors|child|children|kid|kids|preteen|toddler|little (girl|boy)s?|schoolgirls?|1[0-7] (yo|y o|years? old)|loli|teen(age)? (girl|boy)s? under 18) (# ){0,2}(nudes?|porn|porno|sex|sexual|naked|xxx|erotica|lewds?)',
      '(nudes?|porn|porno|naked|xxx|lewds?|sex) (# ){0,2}(underage|under age|minors?|children|kids?|preteens?|toddlers?|little (girl|boy)s?|1[0-7] (yo|y o|years? old))',
      '(selling|trading|trade|sell|buy) (cp|loli)',
    ],
    unless: [
      '(sex|sexual) (education|ed|abuse (prevention|support)|health)',
      '(against|stop|report|reporting|fight|fighting|combat|illegal|ban|banned|prevent|prevention|protect|protecting|survivor|survivors|victims?|law|charity|hotline|not for|no|forbidden|barred|never)',
      'naked (mole|eye|truth|cake|juice)',
    ],
    quoted: true,
  },
  {
    category: 'sexual',
    sure: 600,
    saw: later`sexual offers or acts`,
    any: [
      '(send|show|dm|trade|sell|selling|buy|want) (me |us )?(your |ur |my |some |more )?(nudes?|noods|dick pics?|tits pics?|lewds|naked (pics|photos|pictures|videos))',
      '(live|cam|webcam|sex|amateur) (sex|porn)( show| cam)?',
      '(hardcore|xxx|uncensored) (sex|porn|video|videos|content|pics|nudes)',
      '(suck|lick|ride) (my|your|his|ur) (dick|cock|pussy|balls|clit)',
      '(fuck|bang|breed) (me|you|her|him|u) (hard|raw|harder|in the (ass|mouth|pussy)|all night)',
      'sex ?tape|sexting with me|(escort|escorts) (in|available|near|service)',
    ],
    unless: [
      '(dont|do not|never|stop|no|not|unsolicited|against|report|block|refuse to) (# ){0,2}(send|show|dm|trade|sell|nudes?|dick pics?)',
    ],
  },
  {
    category: 'scam',
    sure: 900,
    saw: later`a promise of money or a call for secrets, as in known frauds`,
    any: [
      `(send|deposit|transfer|pay) (# ){0,5}(and |to )?(i will |ill |we will |well |you will |you )?(get|receive|send back|return|send you|earn|make) (you )?(# ){0,3}(double|twice|2x|3x|5x|10x|triple|back doubled)`,
      `(double|triple|multiply|10x|5x) (your|ur|all your) ${money}( (# ){0,6}(hours?|days?|guaranteed|dm|whatsapp|telegram|now|minutes|today|fast|instantly))?`,
      '(guaranteed|risk free|riskfree|100 percent|no risk) (# ){0,2}(profits?|returns?|income|earnings|payouts?|gains?|roi)',
      '(send|enter|give|share|dm|tell|type|submit|verify|confirm) (me |us )?(with me |with us )?(your|ur|the) (# ){0,2}(seed phrase|recovery phrase|private key|secret phrase|passphrase|verification code|6 digit code|wallet password|pin code|cvv|card number|password)',
      '(your|ur) (account|wallet|profile|page) (will be|has been|is about to be|was|is) (suspended|limited|locked|deleted|disabled|restricted|terminated|blocked) (# ){0,8}(verify|click|login|log in|confirm|appeal|link|code)',
      '(free|claim your free|get your free) (nitro|robux|v ?bucks|iphone|gift ?cards?|bitcoin|btc|crypto|airdrop|paypal money|droplets) (# ){0,6}(click|claim|link|dm|verify|here|now|http|https)',
      '(won|been selected|chosen|lucky winner) (# ){0,8}(claim|prize|gift ?card|iphone|reward) (# ){0,6}(click|dm|link|fee|shipping|verify|card|details|http|https)',
      '(make|earn|earning|making|made) (# ){0,2}[0-9$]+k? ?(# ){0,2}(a|per|every|each) (day|week|hour) (# ){0,6}(from home|no experience|dm|whatsapp|telegram|ask me how|click|link|text me|invest|trading)',
      '(contact|dm|message|text|write|whatsapp|telegram) (# ){0,6}(recover|recovered|recovery of|get back) (your |my |all |lost )(# ){0,2}(funds|crypto|account|money|bitcoin)',
    ],
    unless: [
      '(never|dont|do not|no one|nobody|anyone|not|wont|will never) (# ){0,5}(send|enter|give|share|dm|tell|ask|asks|type|submit|click|deposit|transfer|pay|double|guaranteed|for|invest)',
      'password (twice|again)|(profits|proceeds) (will )?(go|goes|going|went) to',
      '(beware|careful|scam|scams|scammers?|scammed|fraud|fake|phishing|warning|avoid|hoax)',
    ],
    quoted: true,
  },
  {
    category: 'scam',
    sure: 560,
    saw: later`an offer that reads like a known fraud`,
    any: [
      '(dm|message|text|contact|whatsapp|telegram) (me|us|him|her|my mentor|admin|now|on #) (# ){0,5}(invest|investing|investment|profits?|earn|earning|forex|binary options|crypto trading|make money)',
      '(invest|investment|forex|crypto trading|trading) (# ){0,8}(whatsapp|telegram|dm me|inbox me)',
      '(passive income|financial freedom|be your own boss) (# ){0,8}(dm|link|join|whatsapp|telegram|click)',
      '(pay|payment|paid|send) (# ){0,4}(gift ?cards|western union|moneygram)',
      'sugar (daddy|mommy|momma) (# ){0,8}(allowance|weekly|pay|spoil)',
    ],
    unless: ['(never|dont|do not|beware|careful|scam|scams|scammers?|fraud|fake|phishing|warning|avoid|rule|rules|forbidden|stay away)'],
  },
  {
    category: 'spam',
    sure: 580,
    saw: later`advertising as sent to everybody`,
    any: [
      '(follow|sub|like) (4|for|2|to) (follow|sub|like)( back)?',
      '(?![0-9]+(?![^ ]))(f4f|l4l|s4s)|follow ?back guaranteed',
      '(buy|cheap|get|order|real) (# )?(followers|likes|views|subscribers) (# ){0,4}(cheap|now|instantly|fast|here|link|com|www|http|https|dm|from)',
      '(cheap|buy|order|discount) (viagra|cialis|xanax|oxycontin|adderall|replica (watches|bags)|rolex|ray ?bans?)',
      '(online casino|casino bonus|free spins|bet now|betting tips) (# ){0,6}(bonus|sign up|register|deposit|join|click|link|http|https|now|win)',
      '(click|visit|check) (the |this |my )?(link|site|website|here) (# ){0,4}(before its too late|limited time|act now|100 free|hurry)',
    ],
    unless: ['(never|dont|do not|stop|no|against|beware|rule|rules|forbidden)'],
  },
]
