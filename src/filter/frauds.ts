/**
 * How strangers ask for money, secrets and attention, in both languages. The shapes are those of known frauds; sums and brands vary. Each is
 * a doubt at most: a busker's day, a lost parcel and a lottery in a village are told in the same words.
 */
import { later } from '../language'
import type { WordRule } from './rule'

/** A sum, as it is left when signs are gone: `$1,500`, `0.5`, `15k`, `150€`. */
const sum = '[0-9$]+(k|e)?( [0-9]+(k|e)?)?'
const coin = '(eth|btc|bitcoins?|usdt|crypto|sol|doge|xrp|ethereum|droplets|dollars|usd|euros|bucks|pounds|coins|money|cash)'
const moneda = '(eth|btc|bitcoins?|usdt|cripto|euros|dolares|pesos|gotas|monedas|dinero|soles)'
const reach = '(whatsapp|telegram|dm|dms|inbox|text me|message me|contact|write|link|click|below|bio|signal|join|apply|sign up|ask me how)'
const aviso =
  '(whatsapp|telegram|privado|mensaje|escribeme|escribe|contacta|contactame|enlace|link|clic|pincha|apuntate|unete|informacion|info|registrate|bio|md|dm)'
const brand = '(rolex|gucci|louis vuitton|lv|prada|nike|jordans?|yeezys?|ray bans?|cartier|balenciaga|dior|iphones?|airpods)'

export const frauds: readonly WordRule[] = [
  {
    category: 'scam',
    sure: 620,
    saw: later`an offer that reads like a known fraud`,
    any: [
      `(send|sends|sending|deposit|invest|put in|transfer|pay|stake) (# )?(me |us )?${sum} (${coin} )?(# ){0,5}(and |to |you |i |we |ill )?(get|gets|receive|receives|withdraw|earn|take out|make|flip|return|send back|give back|back) (# ){0,3}${sum}`,
      `(turn|turned|turning|flip|flipped|grew|grow|make|made) (# )?(your |my |it |her |his )?${sum} (${coin} )?(in ?to|to) (# )?${sum}`,
      `(double|triple|multiply|10x|x10) (# )?(any|every|all|what|whatever|the) (# ){0,4}(send|sent|deposit|deposited|transfer|wallet|amount)`,
      '(zero|no|without|little) risk (# ){0,8}(invest|withdraw|profit|return|earn|daily|deposit|guaranteed|dm|trade|trading)|(invest|withdraw|profit|earn|deposit|trade|trading) (# ){0,8}(zero|no|without) risk',
      '(my|this|the|a|our) (trader|broker|mentor|account manager|expert trader|financial advisor|(forex|crypto) coach|fund manager) (# ){0,5}(made me|earned me|got me|gave me|multiplied|doubled|tripled|recovered|turned my|changed my life)',
      `(write|text|message|dm|contact|reach|hit up|reach out) (to )?(him|her|them|this (man|woman|guy|lady|trader|expert|hacker)|my (trader|mentor|broker|manager)|the expert) (# ){0,5}(on|via|at|through|below)`,
      `(earn|make|get paid|pays?|income of|salary of) (# ){0,2}${sum} (${coin} )?(a day|daily|per day|every day|a week|weekly|per week|an hour|hourly|per hour|each day|a month from your phone) (# ){0,9}(no (skills?|experience|degree)|from home|${reach}|liking|watching|your phone|needed|required|part time)`,
      `(work|job|jobs|hiring) (# ){0,3}(from home|online|remote|part time) (# ){0,6}${sum} (# ){0,4}(day|daily|week|weekly|hour) (# ){0,6}${reach}`,
      `(hack|hacker|hacked|hacking|recover|recovers|recovery|unlock|spy on|track) (# ){0,4}(any |your |her |his |lost |stolen |partners? )?(accounts?|phone|wallet|instagram|facebook|snapchat|funds|crypto|money back|bitcoin) (# ){0,8}(message|dm|contact|telegram|whatsapp|expert|hire|inbox|hit me up)`,
      `(your|ur) (# ){0,2}(account|wallet|profile|card|package|parcel|payment|delivery|order|page) (# )?(has been|was|is|will be|is being) (# )?(locked|blocked|suspended|limited|on hold|held|frozen|restricted|deactivated|flagged|stuck|seized) (# ){0,9}(verify|confirm|click|link|pay|identity|update|tap|log ?in|fee|dot com|com|http|https|restore|unlock)`,
      '(unusual|suspicious|unauthori(s|z)ed) (activity|login|log ?in|sign ?in|transaction|access) (# ){0,9}(verify|confirm|enter|password|click|link|log ?in|secure)',
      '(this is|we are|were|i am|im|here is|from|contacting you from) (# ){0,3}(support|support team|help ?desk|security team|security department|customer service|admin team|verification team) (# ){0,9}(password|code|seed|recovery|verify|card|login|phrase|details|restore|pin|unlock)',
      '(send|forward|tell|give|read|text|share|screenshot) (me|us) (back )?(the|that|your) (# ){0,2}(code|pin|otp|digits|sms) (# ){0,6}(you|received|got|phone|mistake|sent|arrives|sms|just)?',
      '(connect|link|sync|validate|import|synchroni(s|z)e) (your|ur) wallet (# ){0,9}(airdrop|presale|claim|mint|words|phrase|verify|free|rewards?|bonus|eligible)|(enter|type|submit|fill in|provide) (# ){0,4}(12|twelve|24|twenty four|seed|recovery) words',
      '(airdrop|presale|pre sale|giveaway) (# ){0,8}(connect (your )?wallet|send (# )?(eth|btc|sol|crypto)|claim (now|here|yours)|wallet address)',
      '(congratulations|congrats|you (are|have been|ve been|were)|youve been) (# ){0,8}(winner|won|selected|chosen|lucky|visitor) (# ){0,9}(claim|collect|gift ?card|prize|iphone|reward|tap|click|fee|voucher)',
      '(pay|paying|send|cover|settle) (# ){0,4}(customs|shipping|delivery|processing|release|handling|activation|clearance|redelivery) (# )?(fee|fees|charge|costs?) (# ){0,9}(release|released|claim|receive|link|prize|parcel|package|below|here|dispatch)',
      '(million|millions|billion|thousand) (of )?(us |usd )?(dollars|euros|pounds|usd) (# ){0,9}(reply|bank details|contact|trusted|transfer|account|beneficiary|donate|partner|share)|(donate|donating|leave|give) (# ){0,5}(million|thousand) (# ){0,4}to you',
      '(inheritance|widow|widower|next of kin|late (husband|father|client)|beneficiary|dying of cancer|diplomat) (# ){0,9}(million|bank|transfer|donate|beneficiary|bank details|your account|reply|fund)',
      '(loan|loans|credit) (# ){0,6}(no (credit check|collateral|guarantor|questions)|approved in|instant|bad credit|within (minutes|hours)) (# ){0,8}(fee|advance|apply|contact|upfront|whatsapp|telegram|dm|deposit|message)',
      '(100|hundred) (percent |per cent )?(legit|legitimate|trusted|safe and legal|real and legit)|no scam (just|only|guaranteed|trust)|legit (cash ?app|paypal|flip|carding|hacker|loader)',
      '(cash ?app|paypal|venmo|zelle|gift ?card|steam card)s? (# ){0,5}(flip|flips|me first|first|code|codes|upfront|money glitch|then i)',
      '(sugar (daddy|mommy|baby)|spoiled|allowance) (# ){0,8}(allowance|weekly|week|cash ?app|paypal|dm|interested)',
      '(tickets?|puppy|puppies|flat|apartment|rental) (# ){0,8}(pay|deposit|transfer|western union|moneygram|gift ?cards?) (# ){0,4}(first|before|upfront|in advance|to hold|to reserve)',
    ],
    unless: [
      '(never|dont|do not|no one|nobody|anyone|not|wont|will never|nor) (# ){0,5}(send|enter|give|share|dm|tell|ask|asks|type|submit|click|deposit|transfer|pay|invest|connect|forward|believe|trust)',
      '(beware|careful|scam|scams|scammers?|scammed|fraud|frauds|fake|phishing|warning|avoid|hoax|call your bank|reported|report it)',
      '(busking|playing in the street|gig money|tips|bake sale|fundraiser|charity|shelter|raised for)',
      '(door|locker|dress|promo|discount|source|morse|colour|color|qr|cheat|konami|zip|area|post) code',
      '(steps|views|words|people|miles|km|kilometres|calories|minutes|hours|years) (# )?(in ?to|to)',
    ],
  },
  {
    category: 'scam',
    sure: 620,
    saw: later`an offer that reads like a known fraud`,
    any: [
      `(envia|enviame|envien|deposita|invierte|invierta|mete|pon|ingresa|manda|mandame|transfiere|transfiereme|con) (solo |me )?${sum} (${moneda} )?(# ){0,5}(y |te |se |los )?(recibe|recibes|recibiras|retira|gana|ganas|devuelvo|devolvemos|devuelven|saca|sacas|llevate|doy|convierten|convierto|multiplico) (# ){0,4}${sum}`,
      `(convierte|converti|conviertelos?|convertir|pase|pasa|pasas) (de )?${sum} (${moneda} )?(en|a) ${sum}`,
      '(sin|cero|riesgo) (ningun )?(riesgo|cero) (# ){0,8}(invierte|inversion|gana|retira|ganancias|diario|garantizad(o|a)s?|deposita)|(invierte|inversion|gana|retira|ganancias|deposita|rentabilidad) (# ){0,9}(sin|cero) (ningun )?riesgo',
      '(mi|nuestr(o|a)|este|un) (asesor|asesora|trader|broker|mentor|mentora|gestor) (# ){0,6}(multiplico|gano|hizo ganar|ayudo a ganar|duplico|triplico|cambio la vida|recupero|me saco)( #)?',
      '(escribele|escribidle|contactale|contactalo|contactala|hablale|mandale (un )?(mensaje|dm)) (# ){0,4}(whatsapp|telegram|privado|instagram)',
      `(gana|ganar|gane|ganas|ingresos de|ingresa|cobra|cobrando|sueldo de|hasta) (# ){0,2}${sum} (${moneda} )?(al dia|diarios|por dia|cada dia|a la semana|semanales|por semana|al mes desde casa|a la hora|por hora) (# ){0,9}(movil|casa|videos|sin experiencia|garantizad(o|a)s?|encuestas|${aviso})`,
      `(trabajo|trabaja|empleo|oferta) (# ){0,4}(desde casa|desde el movil|online|por internet|remoto) (# ){0,5}${sum} (# ){0,6}(dia|diarios|semana|semanales|garantizad(o|a)s?|${aviso})`,
      `${sum} (${moneda} )?(diarios|al dia|semanales|por dia) (garantizad(o|a)s?|seguros|sin hacer nada)`,
      '(soy|somos|te habla|te hablamos|te escribe|te escribimos|le escribe|aqui|es el|habla) (# ){0,3}(soporte|servicio tecnico|equipo de (seguridad|soporte)|atencion al cliente|departamento de seguridad|tu banco) (# ){0,9}(contrasena|codigo|clave|frase|tarjeta|datos|pin|verificar|confirma)',
      '(reenvia|reenviame|reenviarme|reenvias|pasame|pasarme|mandame|mandarme|dime|dame|enviame|enviarme) (# )?(el|ese|este|un) (# )?(codigo|pin|sms)( #)?( #)?( #)?|(codigo|sms) (# ){0,8}me (lo|los) (reenvias|mandas|pasas|envias|puedes|reenvies|dices)',
      '(tu|su) (# )?(cuenta|cartera|monedero|perfil|tarjeta|paquete|envio|pedido|pago) (ha sido|fue|esta|sera|quedara|se encuentra|sigue) (# )?(bloquead|suspendid|retenid|limitad|congelad|inmovilizad|desactivad|parad)(o|a) (# ){0,9}(enlace|confirma|confirmar|verifica|verificar|paga|pincha|datos|clic|entra|codigo|link|aduana|http|https|com)',
      '(actividad|acceso|inicio de sesion|movimiento) (# )?(inusual|sospechos(o|a)|no autorizad(o|a)) (# ){0,9}(verifica|confirma|contrasena|clave|pincha|clic|enlace|entra)',
      '(paga|pagar|pagando|abona|abonar|abonando|adelantar|adelanta|adelantando) (# ){0,5}(aduanas?|gastos de (envio|gestion)|tasas?|comision|tramites|tarifa) (# ){0,8}(enlace|reclama|liberar|recibir|recibe|recibelo|link|aqui|premio|paquete|prestamo)?',
      '(has sido|ha sido|fuiste|eres|has) (# )?(elegid(o|a)|seleccionad(o|a)|ganad(or|ora|o)|afortunad(o|a)|premiad(o|a)) (# ){0,9}(reclama|recoge|canjea|gastos de envio|premio|iphone|tarjeta|pincha|clic|enlace|datos)',
      '(recupero|recuperamos|recuperacion de|hackeo|hackeamos|espio|espiamos|rastreo) (# ){0,4}(cuentas?|dinero|fondos|cripto|whatsapp|instagram|moviles?|telefonos?|redes|parejas?)',
      '(prestamos?|creditos?) (# ){0,6}(sin (aval|avales|nomina|papeles|buro)|inmediatos?|rapidos?|urgentes?|en (# )?minutos|en # horas|aprobados?)',
      '(herencia|viuda|millones (de )?(# )?(dolares|euros)|beneficiari(o|a)|difunto) (# ){0,9}(cobrar|cobrarla|transferir|transferencia|tu cuenta|beneficiari(o|a)|datos bancarios|donar|donarlos|donarte|donacion|persona de confianza)',
      '(conecta|vincula|sincroniza|valida) (tu|la) (cartera|wallet|billetera|monedero) (# ){0,9}(airdrop|preventa|reclama|palabras|frase|gratis|recompensa|premio|verifica)|(introduce|escribe|pon|mete) (# ){0,3}(12|doce|24|veinticuatro|las doce|tus doce) palabras',
      '(bizum|transferencia|paypal|tarjetas? regalo) (# ){0,6}(por adelantado|primero|y te (lo )?(devuelvo|duplico|doblo|multiplico)|antes de (ver|entregar|enviar))',
      '(pago|pagas|senal|deposito) (# ){0,2}por adelantado (# ){0,6}(y |para |te |sin )?',
    ],
    unless: [
      '(nunca|no|jamas|nadie|ni) (# ){0,5}(envies?|compartas?|digas?|des|introduzcas?|pases|pide|pedimos|pediremos|pedira|hagas|pulses|mandes|pregunta|conectes|pinches|creais|creas|confies|pagues|adelantes)',
      '(cuidado|ojo|estafas?|estafadores?|estafa|fraude|timo|falso|falsos|phishing|advertencia|evita|bulo|denuncia|policia)',
      '(tocando|en la plaza|en la calle|concierto|propinas|solidari(o|a)|benefic(o|a)|refugio|ong)',
      '(codigo|pin|clave) (de la puerta|postal|morse|qr|fuente|de vestimenta|de descuento|de barras|promocional)',
      '(pasos|visitas|palabras|personas|kilometros|minutos|horas|anos) (# )?(a|en)',
    ],
  },
  {
    category: 'spam',
    sure: 560,
    saw: later`advertising as sent to everybody`,
    any: [
      `[0-9]+k?( [0-9]+)? (real |active |usa |instant |organic ){0,4}(followers|likes|views|subs|subscribers|streams|plays) (# ){0,4}(for|for only|for just|only|from|at just|starting at) (# )?[0-9$]+`,
      '(sub|subscribe|follow|like|join) (to )?(my (channel|page|profile|insta|account|tiktok)|me|mine) (# ){0,3}(and )?(i|ill|i will|we|well) (will )?(# )?(sub|subscribe|follow|like|return|do the same)( you)?( back)?',
      '(sub|subscribe) (4|for) (sub|subscribe)|sub ?4 ?sub|like ?4 ?like|follow ?4 ?follow|follow (train|chain|party)|gain (followers|train)',
      `(cheap|discount|best|original|replica|fake|aaa|1 1|wholesale|factory) (# ){0,3}${brand} (# ){0,9}(shipping|order|dm|link|price|prices|sale|shop|visit|website|replicas?|whatsapp|today|now)|${brand} (# ){0,4}replicas?`,
      '(lose|burn|drop|shed) (up to )?[0-9]+ ?(kilos?|kg|pounds|lbs) (# ){0,9}(pill|pills|tea|gummies|trick|click|link|dm|order|secret|patch|shake|formula|drops)',
      '(hot|sexy|lonely|local|horny|single|naughty) (# )?(singles|girls|women|milfs|moms|ladies|russian girls|teens|guys) (# ){0,5}(in your area|near you|nearby|waiting|online|want to meet|want to chat)',
      '(betting|bet|bets|football|sports|soccer|fixed) (tips?|predictions?|picks?|matches|odds|slips?) (# ){0,8}(win ?rate|vip|join|telegram|channel|guaranteed|sign up|sure|accuracy|subscribe)',
      '(meds|pills|medication|medicines?|viagra|cialis|xanax|tramadol|ozempic|oxycodone|adderall|antibiotics|percocet) (# ){0,5}(without|no) (a )?prescription|no prescription (needed|required)',
      '(get|buy|sell|selling|guaranteed|want) (# ){0,3}(verified|verification|verified badge) (# ){0,8}([0-9$]+|dm|cheap|fast|hours|price|service|inbox)',
      '(blue|verified|verification) (tick|check|checkmark|badge) (# ){0,6}(for|only|from|just) [0-9$]+( #)?( dm)?',
      '(rank|boost|grow|promote|monetize) (your|ur) (# )?(website|page|account|instagram|channel|music|song|profile|business) (# ){0,8}(dm|cheap|visit|guaranteed|packages?|prices?|inbox|whatsapp|telegram|low as)',
      '(dm|inbox|contact|message) (us |me )?(for|to get) (promo|promotion|paid promo|shoutouts?|collab and promo|a feature|cheap)|paid promo(tion)? (available|dm|cheap)|promote (it|this) on #',
      '(online )?(casino|slots?|jackpot|roulette|poker site|betting site) (# ){0,8}(bonus|free spins?|sign up|register|deposit|promo code|welcome offer|no deposit)',
      '(essay|homework|assignment|thesis)s? (# ){0,3}(writing )?(service|services|help|writers?) (# ){0,8}(cheap|dm|whatsapp|price|order|website|grade)',
      '(weed|coke|molly|mdma|lsd|shrooms|vapes?|carts) (# ){0,5}(for sale|in stock|dm to order|delivery|plug|menu|telegram)',
    ],
    unless: [
      '(never|dont|do not|stop|no|not|against|beware|rule|rules|forbidden|scam|fake accounts?|report)',
      '(sub zero|sub tropical|clay|my grandfathers?|museum|lifeguard)',
    ],
  },
  {
    category: 'spam',
    sure: 560,
    saw: later`advertising as sent to everybody`,
    any: [
      '(te sigo y me sigues|te sigo si|sigueme y te|seguidme y os|siganme y los|sigo a todos|sigo de vuelta|follow x follow|sub x sub|like x like|sub por sub)( #)?',
      '(seguidores|likes|me gusta|suscriptores|visitas|reproducciones|oyentes) (reales |activos |latinos |baratos |espanoles ){0,4}(desde|por (solo )?|a partir de|a solo|desde solo) ?[0-9]+',
      '(compra|comprar|consigue|aumenta|vendo|vendemos|paquetes de|gana) (# ){0,2}(seguidores|suscriptores|visitas|reproducciones) (# ){0,6}(web|enlace|euros|dolares|barat(o|a)s?|rapido|garantizad(o|a)s?|privado|whatsapp|ya|link)',
      `(replicas?|imitacion|imitaciones|aaa|triple a) (# ){0,5}${brand}|${brand} (# ){0,4}(replicas?|imitacion|imitaciones|aaa|triple a)`,
      '(adelgaza|pierde|baja|quema|elimina) (hasta )?[0-9]+ (kilos|kg) (# ){0,9}(pastillas?|te|pincha|clic|enlace|truco|batido|secreto|parche|gotas|capsulas|link|formula)',
      '(solteras?|chicas|maduras|mujeres|solteros|rusas|latinas) (# ){0,4}(en tu (zona|ciudad|barrio)|cerca de ti|te esperan|te estan esperando|calientes|quieren conocerte)',
      '(pronosticos?|apuestas?|picks|combinadas?|tipster|partidos) (# ){0,8}(acierto|aciertos|vip|canal|garantizad(o|a)s?|unete|telegram|arreglad(o|a)s|seguras?|fijas?)',
      '(pastillas|medicamentos|medicinas|viagra|ozempic|ansioliticos|xanax|antibioticos|tramadol) (# ){0,3}sin receta|sin receta (medica )?(# ){0,4}(envio|envios|discreto|barat(o|a)s?)',
      '(consigue|compra|vendo|obten|quieres) (# ){0,3}(verificacion|verificad(o|a)|insignia|check azul|tick azul)',
      '(casino|tragaperras|ruleta|slots?|bingo) (# ){0,6}(bono|giros gratis|tiradas gratis|registrate|deposita|sin deposito|bienvenida|gana ya)',
      '(posiciona|promociona|haz crecer|impulsa|promocionamos) (tu|tus) (# )?(web|pagina|cuenta|instagram|canal|musica|negocio|perfil) (# ){0,8}(barat(o|a)|precios?|paquetes?|whatsapp|escribeme|garantizad(o|a)|desde)',
      '(trabajos|tfg|tesis|ensayos) (# ){0,3}(a medida|por encargo|universitarios)',
    ],
    unless: ['(nunca|no|contra|basta|prohibido|cuidado|denuncia|falsos|estafa)', '(a escala|del barco|museo|barro|de mi abuelo)'],
  },
  {
    category: 'sexual',
    sure: 560,
    saw: later`sexual offers or acts`,
    any: [
      '(leaked|leak|stolen|full|uncensored|private|homemade|real) (# )?(nudes?|sex ?tapes?|porn|onlyfans)|sex ?tapes? (link|behind|here|in bio|leaked|full)',
      '(see|show|shows|showing|watch|flash|play with) (you |me |us |my |your |their ){0,4}(boobs|tits|titties|pussy|cock|dick|naked body|bare ass)',
      '(naked|nude|topless|strip|stripping|masturbat#) (# ){0,3}(on|in front of) (the |my )?(cam|webcam|camera)|(cam|webcam) (show|girl|girls|sex|model) (# ){0,4}(tonight|now|live|link|private|free)',
      '(looking for|want|wants|need|who wants) (# ){0,2}(sex|a hookup|hookups|a fuck|threesome|to fuck|casual sex|a booty call|nsa)|(threesome|gangbang|hookup|orgy)(ed)? (tonight|now|anyone|with me)|gangbanged',
      '(vendo|paso|envio|intercambio|compro|regalo|tengo|filtro|filtrad(o|a)s) (mis |tus |sus |las |los |unas |unos )?(fotos|videos|packs?|nudes|contenido) (# )?(intim(o|a)s?|hot|calientes?|desnud(o|a)s?|porno|xxx|picantes?|explicit(o|a)s?|sin ropa|de mi ex)',
      '(follando|follandome|cogiendo|cogiendome|chupando|mamando|masturbandome|tirando) (# )?(con|a|duro|toda|mi|en)( #)?( #)?',
      '(te )?(enseno|muestro|ensenare|ensenamos|mando) (# )?(las|mis|el|mi|la|los) (tetas|culo|cono|polla|verga|pechos)',
      '(busco|quiero|quien quiere|alguien para|ofrezco) (# ){0,2}(sexo|follar|coger|trio|polvo|sexo casual|pareja sexual)|sexo (esta noche|gratis|ya|sin compromiso|en vivo|por camara|por whatsapp)',
      '(video|videos|contenido|fotos) (# )?(porno|xxx|sexual|sexuales|explicit(o|a)s?)|(pack|contenido) (completo|hot|picante|exclusivo) (# ){0,4}(desnud(o|a)|privado|telegram|sin censura|whatsapp)',
    ],
    unless: [
      '(dont|do not|never|stop|no|not|unsolicited|against|report|block|refuse|nunca|contra|adiccion|dejad|dejen|denuncia|denunciar|victima|victimas|illegal|ilegal|delito)',
      '(life drawing|life class|sculpture|clay|charcoal|museum|breastfeeding|lactancia|escultura|cancer|mammogram|mamografia|dancer|coger (el|la|un|una) (tren|bus|autobus|taxi|avion|coche|mano|sitio))',
      '(education|educacion|health|salud|therapy|terapia|same sex|sex of the|sexo del bebe|del bebe)',
    ],
  },
]
