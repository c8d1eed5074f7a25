/**
 * Threats that are said in jest: somebody laughs, or it is about a cookie, and nothing says who, where, when or by what. Even then a person has
 * to look: a laugh beside a threat is no proof.
 */
import { phrases } from './phrases'
import type { Reading } from './spelling'

const laughs = phrases([
  '(ha){2,}h?|(he){2,}h?|(ja){2,}j?|(je){2,}j?|(ji){2,}j?|lo+l|lmf?ao+|rofl|xd+|jk',
  '(just |only )?(kidding|joking|teasing)|love (you|u)|(es|en|de|era) broma|te quiero|te queremos|que risa',
])
const trifles = phrases([
  '(cookies?|biscuits?|pizza|fries|chips|crisps|chocolates?|sandwich|cake|cupcakes?|brownies?|snacks?|donuts?|burger|tacos?|burrito|ice ?cream|dessert|leftovers|lasagn(e|a)|popcorn|candy|cheesecake|croissants?|noodles|dumplings|yogurt|nutella)',
  '(spoilers?|spoil|spoiled|spoiling|finale|charger|blanket|hoodie|crossword|karaoke|puns?|dad jokes?)',
  '(galletas?|patatas|tarta|bocadillo|bocata|croquetas?|tortilla|helado|postre|bizcocho|magdalenas?|empanadas?|churros?|chuches|turron|palomitas|yogur|pizza|jamon|chocolate|mando|cargador|sudadera|chistes?)',
])
/** Who, where, when, by what, or that it is meant. */
const earnest = phrases([
  '(tonight|tomorrow|today|this (evening|weekend|week)|on (mon|tues|wednes|thurs|fri|satur|sun)day|when (you|u)|after (the|your|ur)|next time|wait (for|outside)|hoy|esta (noche|tarde)|manana|el (lunes|martes|miercoles|jueves|viernes|sabado|domingo)|cuando|a la salida)',
  '(your|ur|tu|tus|vuestra) (# )?(house|home|door|place|flat|address|street|school|work|office|car|bed|casa|puerta|piso|calle|colegio|cole|trabajo|coche|cama|direccion|portal)',
  '(your|ur|tu|tus|vuestra) (# )?(family|kids?|children|child|mother|mom|mum|father|dad|daughter|son|wife|husband|girlfriend|boyfriend|sister|brother|dog|cat|baby|familia|hij(o|a)s?|madre|padre|mujer|marido|novi(o|a)|herman(o|a)s?|perr(o|a)|gat(o|a))',
  '(outside|venue|parking|find (you|u)|know where|se donde|sabemos donde|se a que|fuera|voy a por ti|encontrar(te)?)',
  '(guns?|knife|knives|bat|machete|blade|rifle|shotgun|axe|hammer|acid|bleach|petrol|gasoline|poison|rope|bullets?|bomb|pistola|cuchillo|navaja|bate|hacha|martillo|acido|lejia|gasolina|veneno|soga|balas?|tiros?|bomba|escopeta)',
  '(stab|rape|raped|behead|burn|shoot|lynch|gas|slit|slaughter|butcher|skin|gut|violar(te)?|violen|apunalar(te)?|quemar(te)?|disparar(te)?|degollar(te)?|rajar(te)?|descuartizar(te)?)',
  'not (joking|kidding|a joke)|no joke|(im|i am|dead|deadly) serious|i mean it|for real|i swear|(va|voy|hablo) (en|muy en) serio|en serio|no es (una |ninguna )?broma|te (lo )?juro',
])

/** Whether a threat in this text is likely to be none. @param text as it was written */
export function isInJest(text: string, readings: readonly Reading[]): boolean {
  const says = (list: ReturnType<typeof phrases>) => readings.some((reading) => list.find({ text: reading.text }).length > 0)
  return (/[😂🤣😆😹😜😝😋]/u.test(text) || says(laughs) || says(trifles)) && !readings.some((reading) => earnest.find(reading).length > 0)
}
