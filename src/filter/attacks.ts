/**
 * What is said against people without the plainest words for it, in both languages. Each is a doubt at most: the same words are said among
 * friends, on stages and at games, and a moderator sees which it was.
 */
import { later } from '../language'
import * as en from './english'
import type { WordRule } from './rule'
import * as es from './spanish'

const going =
  '(i will|ill|im going to|i am going to|im gonna|i am gonna|imma|gonna|we will|we are going to|were going to|were gonna|i swear ill|i should|i ought to|somebody (should|ought to|has to|needs to)|someone (should|ought to|has to|needs to|is going to|is gonna))( just| so| fucking| really)?'
const part = '(every bone|bones|neck|throat|legs?|knees?|arms?|fingers?|skull|head|jaw|face|teeth|nose|ribs|hands)'
const yours = '(your|ur)'
const place = '(house|home|door|place|flat|apartment|office|work|job|school|building|street)'
const weapon = '(gun|knife|bat|machete|blade|rifle|shotgun|axe|hammer|crowbar)'
const nice = '(flowers|cake|pizza|dinner|soup|present|gift|hug|hugs|love|coffee|cookies|balloons|song|party|birthday|wedding|champagne)'
const games =
  '(at|in) (fortnite|cod|minecraft|valorant|chess|fifa|uno|tekken|mario kart|poker|smash|the (game|match|quiz|final|finals|ring|movie|play|scene))'

const parte = '(cara|cuello|cabeza|piernas?|huesos|boca|dientes|brazos?|rodillas?|crisma|dedos|costillas|nariz|alma)'
const arma = '(bate|cuchillo|navaja|pistola|palo|palos|cadena|machete|escopeta|martillo|hacha)'
const detalle = '(flores|tarta|pizza|cena|regalo|abrazo|abrazos|besos|cafe|paella|cava|cancion|fiesta|cumple|boda|ilusion)'

const meanEn =
  '(idiot|moron|stupid|dumb|dumbass|loser|ugly|disgusting|pathetic|worthless|useless|trash|garbage|freak|coward|failure|imbecile|filthy|repulsive|talentless|hideous|clown|cow|pig|whale|troll|hag|creep|rat|fatso|lowlife|joke of a (man|woman|person))'
const adjEn =
  '(stupid|ugly|dumb|disgusting|pathetic|worthless|useless|repulsive|talentless|hideous|filthy|fat|vile|gross|brainless|spineless|sorry)'
const meanEs =
  '(idiota|estupid(o|a)|tont(o|a) del culo|fe(o|a)|gord(o|a)|inutil|patetic(o|a)|payas(o|a)|fracasad(o|a)|ridicul(o|a)|retrasad(o|a)|cobarde|boludo|boluda|imbecil|subnormal|gilipollas|pendej(o|a)|asqueros(o|a)|parasito|desgraciad(o|a)|mamarracho|vaca|foca|ballena|cerd(o|a)|rata|zorra|perra|cretin(o|a)|basura|escoria|mierda)'

const badEn =
  '(criminals?|terrorists?|rapists?|thieves|disgusting|dirty|filthy|lazy|stupid|dumb|mentally ill|sick|perverts?|pedos?|pedophiles?|freaks|degenerates?|dangerous|inferior|less (intelligent|human)|the problem|a threat to|destroying|ruining|taking over|behind everything|subhuman|garbage|trash|scum|vermin|a mistake)'
const badEs =
  '(delincuentes|criminales|terroristas|violadores|ladrones|vagos|sucios|enfermos|degenerados|inferiores|pervertidos|pederastas|el problema|un peligro|el cancer|un cancer|una plaga|la plaga|una lacra|basura|escoria|ratas|menos inteligentes|unos delincuentes|unos vagos|unos ladrones|unos enfermos)'

export const attacks: readonly WordRule[] = [
  {
    category: 'threat',
    sure: 640,
    saw: later`words that may announce harm`,
    any: [
      `${going} (break|snap|crush|smash|cut off|bash in|shatter|slit|cut|rip) (# )?${yours} (# )?${part}( in| off| open| out)?`,
      `${going} (# ){0,2}(come|show up|turn up|be waiting|wait) (# ){0,2}(to|at|outside|in front of|by) ${yours} (# )?${place}`,
      `(we|i) (are|am|re|m) (outside|waiting outside|waiting at|in front of|parked outside) ${yours} (# )?${place}`,
      `(were|im) (outside|waiting outside|parked outside) ${yours} (# )?${place}`,
      `(i am|im|we are|were|they are|theyre) coming (for|after) (you|u|your ${en.kin}|your family)`,
      `(come|coming|came|wait|waiting|over) (# ){0,5}with (a|my|the|our) (# )?${weapon}s?`,
      `(have|got|bring|bringing|brought) (a|my|the) (# )?${weapon} (# ){0,3}(for you|with your name|waiting for you|and your name)`,
      `(know|found|got|have) ${yours} (# ){0,2}(address|license plate|workplace|school|house) (# ){0,6}${weapon}`,
      '(my|our|his|the) (boys|crew|guys|cousins|brothers|homies|mates|lads) (are going to|are gonna|gonna|will|are coming to|want to) (# ){0,2}(jump|beat|get|find|hurt|visit|deal with|smash|stab|shoot|wreck|end) (you|u)',
      '(throw|pour|splash|chuck) (# )?(acid|bleach|petrol|gasoline|boiling water) (# ){0,2}(on|in|at|over|into) (you|u|your #|ur #|her|him|their face)',
      '(you are|youre|ur|u are) (a |already )?dead (man|woman|girl|boy|meat)',
      '(you|u|youll|you will|you wont) (# )?(wont |never |not )(# ){0,2}(live to see|survive (this|the|tonight)|see (tomorrow|another (day|sunrise)|the sunrise|the weekend|christmas)|wake up|leave (# )?alive|get out alive|make it home|walk again)',
      `(make sure|see to it) (that )?(you|u) (# )?(never|dont|wont|cannot|cant) (# ){0,2}(walk|see|speak|sing|breathe|wake up|work)( again)?`,
      '(your|ur) (last|final) (day|days|night|hours|breath|week) (# ){0,2}(alive|on earth|of your life|on this earth|is near|is coming)',
      '(your|ur) (days|hours) are (numbered|counted)|say (your|ur) (last )?prayers|dig (your|ur) (own )?grave|sleep with one eye open|(start )?(picking|pick|choose) (your|ur) (coffin|casket)',
      '(you|u) (cant|cannot|cant all) hide (# ){0,4}(forever|from (us|me)|in there)|nowhere (left )?to hide (# ){0,3}from (me|us)',
      `(would|will|itd|it would) be a (real |great )?(shame|pity) if (something|anything|somebody|someone) (# ){0,2}(happened|happens|happen|burned|hurt)`,
      `(your|ur) (# )?(house|car|studio|shop|store|place) (will|is going to|is gonna) burn|(your|ur) (house|car|studio|shop) burns`,
      `(or|else|otherwise) (i|we|ill|well) (# ){0,3}(kill|burn|stab|shoot|break|hurt|beat|come to ${yours} ${place}|leak|expose|post|publish|release|share) (# ){0,2}(you|u|your|ur|the (nudes?|pics?|pictures|photos|videos?|chats?)|those (pics?|pictures|photos|videos?))`,
      '(put|place) a (price|bounty) on (your|ur) head|somebody (will|is going to) pay me to (hurt|kill|end) you',
    ],
    unless: [
      `with (# ){0,3}${nice}`,
      '(cook|cooking|bake|baking) (you|us|for|dinner)',
      games,
      '(laughing|laughter|cuteness|kindness|tickles)',
      '(baseball|cricket|kitchen|chef|chefs|recipe|camping|bread|butter|palette|paint|putty|pocket|swiss) (# ){0,2}(bat|knife|blade|hammer|axe)|(carving|wood|guitar|axe throwing)',
      '(dont|do not|never|not|wont|would never) (# )?(break|hurt|cut|come|wait|pour|throw)',
      '(break|cut) (# )?(your|ur) (heart|hair|bangs|nails)|break a leg',
      '(pick you up|surprise|celebrate|help you|hug|kiss|dance|sing|visit you|deliver|delivery|take you)',
      'coming for (you|u) (with|at the|in the|to the|on the|next week with)|coming for your (wig|crown|spot|playlist)',
    ],
  },
  {
    category: 'threat',
    sure: 640,
    saw: later`words that may announce harm`,
    any: [
      `(te|os|le) (# ){0,3}(partir|romper|reventar|cortar|machacar|destrozar|arrancar|aplastar|parto|rompo|reviento|corto|machaco|arranco|partire|rompere|cortare|partimos|rompemos|reventamos) (# )?(la|el|las|los|todos los) ${parte}`,
      '(te|os) (quemo|quemamos|quemare|quemaremos|vamos a quemar|voy a quemar|van a quemar) (la|el|tu|vuestra) (casa|coche|piso|local|tienda|estudio|barco)',
      '(ya )?(se|sabemos) (a|en|por) que (# ){0,3}(van|va|estudia|estudian|trabaja|vive|juegan) tus? #',
      '(ya )?(se|sabemos) (donde|a que|en que) (# ){0,5}tus? (hij(o|a)s?|famili(a|ares)|madre|novi(o|a)|mujer|herman(o|a)s?|ninos?)',
      `(esperando|espero|esperamos|esperaremos|esperare|ir|voy|vamos|iremos|venir|paso|pasamos) (# ){0,6}con (un|una|el|mi|el) (# )?${arma}`,
      '(ve|vete|id|puedes ir) (despidiendote|despidiendoos|rezando|eligiendo (ataud|caja|nicho|tumba)|cavando tu (tumba|fosa))',
      '(tus|tienes los) dias (estan )?contados|te queda(n)? poc(o|os) (dias |tiempo )?(de vida|en este mundo)|(reza|reza todo) lo que sepas',
      '(disfruta|aprovecha) (de )?tus? (ultim(o|a)s?) (# )?(dias?|horas?|noches?|semanas?)( de vida| con vida)?',
      '(vas|vais) a (acabar|terminar) (muert(o|a)s?|mal|en una (zanja|caja|cuneta)|bajo tierra|en el (hospital|cementerio)|flotando)',
      '(alguien|alguno|habria que|hay que|deberian|tendrian que|merece que|mereces que|a ver si alguien) (# ){0,2}(pegarte|matarte|quemarte|partirte|romperte|darte (una paliza|un tiro|dos hostias)|te (pegue|mate|queme|parta|rompa|de una paliza|atropelle))',
      '(voy|vamos|iremos|ire|van) a por (ti|vosotros|tu familia)',
      '(como|si) (# ){0,6}(te|os) (mato|rajo|reviento|quemo|parto|hundo|machaco|matamos|quemamos|rajamos)',
      '(voy|vamos|ire|iremos) a (ir a )?(tu|vuestra) (casa|trabajo|piso|local|calle) (# ){0,4}(matarte|partirte|reventar|reventarte|romper|romperte|quemar|rajarte|pegarte|machacarte|destrozarte)',
      '(mis|los) (primos|colegas|hermanos|amigos) (# ){0,3}(partirte|romperte|darte una|reventarte|te (van a|vana) (# )?(partir|romper|reventar|pegar|dar una))',
      '(si no|o) (# ){0,4}(publico|publicamos|subo|subimos|difundo|difundimos|filtro|ensenamos|enseno) (tus|todas tus|las|esas) (fotos|videos|conversaciones|intimidades)',
      '(echarte|tirarte|rociarte) (acido|lejia|gasolina)|(echar|tirar) (acido|gasolina) (# ){0,2}(a la cara|encima)',
    ],
    unless: [
      `(con|una|unas|la|el|de) (# ){0,2}${detalle}`,
      'en (fortnite|minecraft|fifa|valorant|el juego|la proxima partida|la partida|el ajedrez|el ring|la pelicula|la obra|la escena)',
      'de (risa|amor|envidia|gusto|rebajas|vacaciones|verano|feria)',
      '(ultim(o|a)s?) (# )?(dias?|horas?|semanas?) (de|del|para|antes) (# )?(rebajas|verano|vacaciones|feria|expo|carnaval|descuento|curso|vacacion|fiesta|playa|sol)',
      '(estacion|aeropuerto|cole|colegio|luego|juntos|recoger|recogerte|buscarte|almorzar|comer|merienda)',
      '(no|nunca|jamas) (te|os) (# )?(voy|vamos|parto|rompo|quemo)',
      '(de|del) (beisbol|cocina|chef|pintor|paleta|madera)|(beisbol|ajedrez)',
      '(romper|romperte|partir) (el corazon|el hielo)',
    ],
  },
  {
    category: 'selfharm',
    sure: 640,
    saw: later`words that wish somebody dead`,
    any: [
      '(just |please |go )?end it (already|now|all already)( #)?( #)?',
      'why (are|r) (you|u) (even |still ){1,4}(alive|breathing|here on this earth)',
      '(take|swallow|eat) (the|all the|some|all your|your) (pills|tablets) (# ){0,4}(die|over with|sleep forever|go|gone|end)',
      '(go |just |please |you should |should |favou?r and |not )(# )?jump (off|in front of|under|from) (a|the) (# )?(train|bus|bridge|roof|building|car|truck|cliff|balcony)',
      '(should|shouldve|ought to) (have )?been (aborted|drowned at birth|swallowed)|your (mother|mom|parents) should have (aborted|drowned) you',
      '(off|neck|unalive|rope|delete|bury) (yourself|urself)( already| now| please)?',
      'drink (some |a bottle of )?bleach',
      '(tirate|arrojate|lanzate) (por|de|al|a|desde) (# )?(ventana|puente|tren|balcon|via|vias|barranco|azotea|metro)',
      '(por que|porque|a ver cuando) (no )?te (tiras|matas|mueres|suicidas|ahorcas|cuelgas|cortas las venas)( #)?( #)?',
      '(hazle|haznos|haz|hazme|hazte) (# ){0,5}favor (# ){0,4}(suicidate|matate|muerete|desaparece para siempre|tirate)',
      '(nadie|ninguno) (te )?(# ){0,3}(echaria|echara|echaremos|va a echar|iba a echar|llorara|lloraria) (# ){0,3}(si|cuando) (te )?(mataras|murieras|mueras|mates|suicidas|suicidaras|faltaras|desaparecieras)',
      '(deberias|debiste|tenias que) (haber )?(nacido muert(o|a)|haberte abortado|morirte)|tu madre (debio|tendria que haber|tenia que haber) (abortar|abortado)',
      'suicidate|(matate|ahorcate|muerete) (ya|de una vez|anda)',
    ],
    unless: [
      '(dont|do not|never|not|please dont|cant|wont|didnt) (ever )?(# ){0,2}(end|take|swallow|jump|drink|off)',
      '(want|wanting|wanted|thinking|think|thought|thoughts|urge|tempted|feel|feeling|trying|tried) (to|of|about|like)',
      'hotline|helpline|lifeline|samaritans|prevention|reach out|get help|seek help|crisis|telefono de la esperanza|linea de ayuda|pide ayuda|prevencion|024|988',
      '(no|nunca|jamas) (te )?(# )?(tires|mates|suicides|cortes|suicidate|matate)',
      'de (risa|envidia|verguenza|ganas)|parachute|bungee|paracaidas|puenting|stunt|scene|escena',
    ],
  },
  {
    category: 'harassment',
    sure: 560,
    saw: later`an insult aimed at a person`,
    any: [
      `(you are|youre|u are|ur|you re|you) (such |really |just |all |so |too |nothing but |truly |literally |the most |the biggest ){0,4}(a |an |the )?((absolute|total|complete|little|big|fat|fucking|old|sad|most) ){0,4}(${adjEn} ){0,4}${meanEn}`,
      `what (a|an) ((absolute|total|complete|little|big|fat|sad) ){0,4}${adjEn} ((little|old|fat|sad) )?(# )?(man|woman|person|human|human being|excuse|creature|girl|boy|guy|loser|freak|thing|clown|cow|pig)`,
      `(pathetic|sorry|poor|miserable|sad) excuse (for|of) (a|an) (# )?(man|woman|person|human|human being|mother|father|artist|singer|friend)`,
      `(shut|close|zip) (your|ur|that) ((ugly|stupid|fat|dirty|filthy|big|fucking|dumb) ){0,4}(mouth|face|trap|pie hole|gob) (# ){0,3}${meanEn}`,
      '(shut|close) (your|ur) ((ugly|stupid|fat|dirty|filthy|fucking|dumb) ){1,4}(mouth|face|trap|gob)',
      `(your|ur|that|her|his) (face|body|voice|nose|teeth|singing|mug|head) (makes|make|is|looks|is so|belongs) (# ){0,3}(sick|puke|vomit|cry|disgusting|ugly|hideous|repulsive|gross|a crime|an insult|in a (zoo|bin|circus))`,
      '(you|u) (look|looks|smell|sound|sing|dance) like (a|an|some) (# )?(pig|rat|cow|whale|horse|monkey|troll|corpse|dying #|garbage #|dumpster|hag|elephant|hippo)( #)?( #)?( #)?',
      '(you|u) (make|makes) (me|us|everyone|everybody|people) (sick|puke|vomit|want to (puke|vomit|throw up))',
      `imagine being (this|so|that|as) (fat|ugly|stupid|dumb|pathetic|talentless|disgusting|desperate|worthless)`,
      '(go|crawl|get) back (to|into|under) (your|ur|that) (cave|hole|swamp|sewer|kitchen|zoo|rock|gutter|bridge|trailer)',
      `(delete|kill|close|quit|deactivate) (your|ur|this) (account|channel|profile|page) (# ){0,4}(you )?(# )?${meanEn}`,
      '(everyone|everybody|people|guys|lets|let us|all of you|lads|go|come) (# ){0,4}(tell|message|spam|call|flood|text|remind|bully|mock|attack) (her|him|them|this (girl|guy|woman|man|freak)) (# ){0,7}(ugly|fat|stupid|pathetic|worthless|cry|cries|quits|deletes|quit|whore|loser|hate|hates|disgusting)',
      '(here is|heres|this is|got|leaking) (her|his|their|this (girls|guys|womans|mans)) (home |real |private |phone |cell ){0,4}(address|phone|phone number|number|workplace|home)',
      '(hope|wish) (you|u) (# )?(rot|choke|get (cancer|aids|sick)|lose everything|burn in hell|die alone|end up alone|fail|suffer)( #)?|(rot|burn) in hell (you|u|#)?',
      '(nobody|no one|noone) (asked|wants|needs|wanted) to (see|hear|look at|listen to) (you|u|your #|ur #|your (# )#|that (face|body|ugly #))',
      '(everyone|everybody|the whole #|we all|they all) (# ){0,2}(laughs|laugh|laughing|laughed) (at|about) (you|u)',
      '(good for nothing|oxygen thief|waste of (time|skin|space|oxygen))',
    ],
    unless: [
      '(not|never|arent|isnt|aint|wasnt|dont be|no one is|nobody is) (a |an |so |that |even |really |too )?#',
      '(feel|feeling|felt|feels|think|thinks|thought|believe|if|when|say|says|said|told|telling|call|calls|called) (like |that |me |you )?(you|youre|that you|you are|u|i|me|im)',
      '(love|lol|haha|hahaha|lmao|jk|cute|cutie|adorable|genius|legend|congrats|congratulations|hilarious|just kidding|best friend|my dear|darling|i adore|funny|bestie)',
      '(costume|cosplay|halloween|makeup|character|role|mask|filter|prize|fair|farm)',
      '(at|in) (this|the|that) (game|level|map|round)|(worst|bad|good|terrible) (influence|timing)|(stupid|crazy|dumb|disgusting|filthy) (good|talented|fast|lucky|rich|funny|gorgeous|beautiful)',
      '(stop|report|against|block|victims? of|illegal|bullying|bullies|bullied)',
      'trash (can|pick|picking|day|bag|man|talk)|rat (race|pack|king)|cow (girl|boy|bell|milk)|clown (fish|school|nose)|pig (latin|farm)|pet (rat|pig|cow)',
      'what an? (ugly|stupid|dumb|sad|pathetic|useless|disgusting|hideous|filthy|gross|fat) (# ){0,2}(day|weather|week|umbrella|song|bug|idea|mistake|question|joke|machine|error|movie|film|wall|building|sweater|sofa|lamp|hat|shoes?|car|phone|thing to happen)',
    ],
  },
  {
    category: 'harassment',
    sure: 560,
    saw: later`an insult aimed at a person`,
    any: [
      `(eres|sos|pareces) ((un|una|muy|tan|mas|solo|puro|pura|la|el|todo un|toda una) ){0,2}((puto|puta|maldito|maldita|pobre) )?${meanEs}`,
      `(menudo|menuda|vaya|que|pedazo de|puto|puta|pobre|maldito|maldita|valiente|so) ${meanEs} (estas hech(o|a)|eres|sois|de mierda|que eres)`,
      `(pedazo|trozo|cacho) de ${meanEs}`,
      '(das|dais) (mucho |puro |tanto |un )?asco|que asco (de|das|me das|dais) (# )?(tia|tio|mujer|hombre|persona|gente|cara|voz|nina|nino|ser|cuerpo|gorda|gordo|elemento|familia)?',
      '(das|dais) (pena|verguenza|grima|lastima) (# ){0,2}(ajena|y asco|patetic(o|a)|fracasad(o|a)|payas(o|a)|gord(o|a))',
      '(no )(sirves|vales|serviste|servis|serviras|valdras) (para|pa|ni para|una|ni) (# ){0,2}(nada|mierda|tomar|limpiar)',
      `(cierra|calla|callate|cerra|tapate|tapa) (el|la|esa|tu)? ?(puta |puto |maldita )?(pico|boca|bocaza|hocico|cara|jeta) (# ){0,2}(${meanEs}|muerto de hambre|ya|anda)`,
      '(tapate|escondete|escondela|lavate) (# )?(esa |la |tu )?(cara|jeta|careto)',
      `(vaca|cerda|foca|ballena|gord(o|a)|bola) (gorda|asqueros(o|a)|de mierda|fea|sebos(o|a)|con patas|de sebo)`,
      'hij(o|a)s? de (la gran |una gran |mil )?(puta|perra|putas)',
      '(ojala|espero que) (te|os) (# )?(arruines|hundas|pudras|estrelles|quedes sol(o|a)|atropellen|violen|de un cancer|de cancer|mueras|caigas|rompas|vaya mal|ahogues)',
      '(este|aqui teneis|aqui teneis todos|os dejo|os paso|ahi va|aqui esta|aqui va) (es )?(su|el) (numero|telefono|movil|direccion|casa|domicilio) (# ){0,7}(llore|lloren|harte|borre|muera|acoso|acosad|reventad|toda la noche|a saco|que se entere|molestad)',
      '(llamadle|llamadla|escribidle|acosadle|acosadla|reportadla|reportadle|bombardeadla|bombardeadle|insultadla|insultadle|reventadle|id a por (el|ella))',
      '(todos|todo el mundo|la gente|toda la #) (# ){0,2}(se rie|se rien|nos reimos|se burla|se burlan) de ti',
      '(borra|borrate|elimina|cierra) (# )?(cuenta|canal|perfil)?(# ){0,3}(payas(o|a)|gord(o|a)|fracasad(o|a)|patetic(o|a)|ridicul(o|a)|fe(o|a)|inutil|mamarracho)',
      '(sois|son) todos (unos |unas )?(# )?(retrasados|subnormales|imbeciles|gilipollas|idiotas|inutiles)',
      '(vete|vuelve|volve|largate|andate) (# )?(a|al|a la|a tu) (cueva|cloaca|pocilga|cocina|zoo|zoologico|alcantarilla|establo|agujero)',
    ],
    unless: [
      'no (eres|sos|pareces|soy|es|somos)',
      '(sientes|crees|piensas|pienses|creas|dicen|dijeron|dijo|llaman|llamaron|llamo|llamaba|decian|decia) (que|me|nos|te)? ?(eres|sos|soy|un|una|das)?',
      '(jaja|jajaja|jajajaja|te quiero|te adoro|guapa|guapo|amor|maj(o|a)|crack|genio|carino|bromas?|broma|mejor amig(o|a)|enhorabuena|felicidades)',
      'de puta madre|eres la puta (ama|hostia|leche)|eres el puto amo|rata de biblioteca|perra vida|la vaca que rie|que asco (de|da|me da) (# )?(tiempo|dia|lluvia|calor|trafico|lunes|frio|semana|bicho|olor|sabor|verano|invierno|barro)',
      '(disfraz|papel|personaje|careta|mascara|maquillaje|feria|granja|premio|carnaval)',
      '(contra|basta de|no al|stop|denuncia|denunciar|denunciad|parad|acoso escolar)',
      '(que|menudo|menuda|vaya) (# )?(fracaso|asco) de (bizcocho|dia|tiempo|tarde)',
    ],
  },
  {
    category: 'hate',
    sure: 620,
    saw: later`words often used against groups of people`,
    any: [
      `${en.groups} (are|r) (# ){0,2}${badEn}`,
      `(filthy|dirty|fucking|stinking|bloody|disgusting|lazy|greedy|stupid) ${en.groups}`,
      `(put|send|throw|lock|ship|load|pack|round|drive|chase) (up )?(all )?(the |those |these |every )?${en.groups} (# ){0,4}(away|back|boats?|camps?|cages?|prison|sea|jail|sunk|ovens?|wall|out|up)`,
      `${en.groups} (should|must|need to|have to|ought to|deserve to) (all )?(be )?(# ){0,3}(sunk|locked|deported|castrated|sterilized|sent back|sent home|banned|thrown|put (on|in|down)|kept away|disappear|shut up|drown|whipped)`,
      `(keep|protect|save) (# ){0,4}(away )?from (those |these |the )?(filthy|dirty|disgusting|perverted|sick)`,
      `(lock|round) up (all )?(the |these |those )?${en.groups}`,
      'women (# )?(should not|shouldnt|should never|must not|cannot|cant|are too # to) (be allowed to |# )?(vote|drive|work|speak|lead|think|own)|women (are|r) (# )?(inferior|property|too emotional to|objects|only good for)',
      `(no|not) (# )?${en.groups} (allowed|wanted|welcome) (here|in|at)|${en.groups} (not|are not|arent) (welcome|wanted|human)`,
      `(too many|enough of|sick of|tired of|rid of) (the |these |those |all these |all the )?(filthy |dirty |fucking )?${en.groups} (# ){0,3}(here|in|around|everywhere)`,
      `(los |las |esos |estos |todos los |todas las )${es.groups} (# )?(son|sois) (# ){0,3}${badEs}`,
      `(habria|hay|deberian|tendrian|tenemos) que (# )?(gasear|quemar|matar|exterminar|expulsar|encerrar|castrar|fusilar|echar|deportar|colgar|eliminar) (# ){0,3}(${es.groups}|maricas|maricones|bolleras|travestis|moros|sudacas)`,
      `(mujeres|tias) no (deberian|tendrian que|pueden|deben|tienen que|saben) (# ){0,3}(votar|derecho|conducir|trabajar|opinar|mandar|pensar|hablar)`,
      `${es.groups} (# ){0,3}(todos )?(fuera|a la hoguera|a la horca|a las camaras|a su pais|al paredon)`,
      `(asco|peste|plaga|invasion) de (los |las |esos |estos |tantos |tanto )?(${es.groups}|moro|negro|gitano|inmigrante)`,
      `(demasiados|hart(o|a)s? de|cansad(o|a)s? de|basta de) (tanto |tantos |los |las |estos |esos )?(${es.groups}|moro|inmigrante|gitano|sudaca) (# ){0,2}(aqui|en|por)`,
    ],
    unless: [
      '(are not|are never|arent|isnt|is not true|stop (saying|calling)|wrong to (say|call)|myth|myths|racist|racism|lie|lies|stereotype|stereotypes|prejudice|who (say|says|said)|people (say|think)|they (say|said))',
      '(no son|dejad de decir|dejen de decir|mal decir|mito|mitos|bulo|racista|racismo|mentira|prejuicio|quien dice|dicen que|contra (el|la|los|las))',
      '(fight|stand|march|protest) (# )?against|(for|with|of) (refugees|migrants|immigrants) (welcome)?|welcome',
      '(whites|blacks|indians|asians|women|mexicans) (wash|laundry|paint|print|balance|league|team|cup|final|division)|dirty (whites|blacks)',
    ],
  },
]
