/** What is looked for in Spanish, folded: without accents, so `ano` and `año` are one, and words that need theirs are left out. */
import { later } from '../language'
import type { WordRule } from './rule'

const will = '(voy|vamos|va|van|vais|vengo|venimos) a'
const deadly =
  '(matar|asesinar|disparar|apunalar|degollar|violar|rajar|descuartizar|quemar|ahorcar|estrangular|reventar a (golpes|tiros|palos)|acuchillar|linchar|fusilar)'
const future = '(matare|asesinare|disparare|apunalare|degollare|violare|rajare|descuartizare|quemare|ahorcare|estrangulare|acuchillare)'
const attached =
  '(matarte|asesinarte|dispararte|apunalarte|degollarte|violarte|rajarte|descuartizarte|quemarte|ahorcarte|estrangularte|acuchillarte)'
export const kin = '(familia|madre|padre|hermana|hermano|hija|hijo|hijos|mujer|marido|novia|novio|perro|gato|bebe)'
export const hard =
  '(puta|puto|zorra|perra|guarra|hijo de puta|hija de puta|hijoputa|hijueputa|malparido|malparida|gonorrea|escoria|basura|mierda|cerda|cerdo|asqueroso|asquerosa|rata|desgraciado|desgraciada|subnormal|mongolo|cabron|cabrona|pendejo|pendeja|maricon|imbecil|gilipollas|parasito|bastardo|bastarda)'
export const soft =
  '(idiota|estupido|estupida|tonto|tonta|feo|fea|gordo|gorda|inutil|patetico|patetica|payaso|payasa|fracasado|fracasada|ridiculo|ridicula|retrasado|retrasada|cobarde|boludo|boluda|asco|ignorante)'
export const groups =
  '(judios|musulmanes|negros|gays|homosexuales|lesbianas|trans|transexuales|inmigrantes|migrantes|refugiados|extranjeros|moros|gitanos|chinos|latinos|sudacas|mujeres|indios|maricones|cristianos|discapacitados|venezolanos|haitianos|bolivianos|mexicanos)'
const oneOf =
  '(negr(o|a)|mor(o|a)|gitan(o|a)|judi(o|a)|chin(o|a)|sudaca|maricon|inmigrante|indi(o|a)|extranjer(o|a)|bollera|travesti|venezolan(o|a)|bolivian(o|a)|panchit(o|a))s?'

export const spanish: readonly WordRule[] = [
  {
    category: 'threat',
    sure: 920,
    saw: later`harm announced to the person addressed`,
    any: [
      `(te|os|le|les) ${will} ${deadly}`,
      `${will} (${attached}|(matar|asesinar|violar|apunalar|quemar|disparar|degollar) a (tu|tus|su|vuestra) ${kin})`,
      `(te|os) (juro que te )?${future}`,
      'te juro que te (mato|rajo|reviento|apunalo|quemo)',
      '(te|os) (pego|meto|pegare|metere|vamos a pegar|voy a pegar|voy a meter) (un|dos|cuatro) (tiros?|balazos?)',
      '(te|os) (voy|vamos) a (partir|romper) (la cara|las piernas|el cuello|la cabeza|la boca|los huesos|los dientes)',
      `(te|os) ${will} (# ){1,5}y (luego )?(a )?${deadly}`,
      `${will} (# ){1,5}y (luego )?(a )?${attached}`,
      `${will} quemar (tu|vuestra|su) (casa|coche|tienda|estudio|local)`,
      'eres (hombre|mujer) (muerto|muerta)',
      '(vas|vais) a (morir|sangrar|arder) (hoy|manana|esta noche|pronto|por (esto|lo que)|perra|puta|lentamente)',
      '(ojala|espero que) te (violen|maten|peguen un tiro|atropellen|apunalen)',
    ],
    unless: [
      'a (besos|abrazos|cosquillas|carcajadas|mimos|caricias)',
      'de (risa|la risa|amor|envidia|celos|gusto|hambre|aburrimiento)',
      '(una|unas) (foto|fotos)',
      'en (el|la) (fortnite|juego|ajedrez|parchis|fifa|proxima partida|partida|ronda|final|minecraft|consola)',
      'en (fortnite|minecraft|fifa|valorant|el juego)',
      'calorias|grasa',
      '(disparar|disparamos) (un par|un monton|un carrete) de fotos|quemar (un|el|este) (disco|cd|dvd)',
    ],
  },
  {
    category: 'threat',
    sure: 640,
    saw: later`words that may announce harm`,
    any: [
      '(te|os|lo|la|los|las) (mato|reviento|rajo|destrozo)',
      `(lo|la|los|las) ${will} ${deadly}`,
      '(vas|vais) a (morir|pagarlo|arrepentirte)',
      '(te|os) (voy|vamos) a (encontrar|pegar|dar una paliza|hacer dano|destrozar|reventar)',
      '(se|sabemos) donde (vives|vivis|trabajas|estudias|duermes|vive tu familia)',
      'estas (muerto|muerta)',
      '(cuidate|vigila) (las espaldas|tus espaldas|la espalda)',
      '(mereces|merece|merecen|merecerias) (morir|la muerte|que te violen)',
    ],
    unless: [
      'a (besos|abrazos|cosquillas|carcajadas|mimos|caricias)',
      'de (risa|la risa|amor|envidia|celos|gusto|hambre|cansancio|sueno|sed|frio|calor|aburrimiento|miedo|verguenza)',
      '(no|nunca|jamas) (te|os|lo|la|los|las) (mato|voy|vamos|reviento)',
      'en (fortnite|minecraft|fifa|valorant|el juego|la proxima partida|la partida|el ajedrez)',
      '(voy|vamos) a encontrar (un|una|el|la|algo|otro)',
      'pegar (un (abrazo|beso|toque)|una foto)',
    ],
  },
  {
    category: 'threat',
    sure: 930,
    saw: later`an attack on a place announced`,
    any: [
      `${will} (volar|atacar|tirotear|quemar|bombardear|poner una bomba en) (el|la|mi|tu|este|esta|un|una) (colegio|escuela|instituto|iglesia|mezquita|sinagoga|concierto|oficina|estacion|aeropuerto|hospital|universidad|sala|estadio)`,
      'hay (una bomba|bombas) en (el|la|tu|este|esta) (colegio|escuela|instituto|iglesia|mezquita|sinagoga|concierto|oficina|estacion|aeropuerto|hospital|universidad|sala|estadio)',
    ],
    unless: ['con (# ){0,3}(musica|rock|ritmo|energia|amor|canciones|guitarras?|baile)'],
  },
  {
    category: 'selfharm',
    sure: 910,
    saw: later`somebody told to harm themselves`,
    any: [
      '(matate|suicidate|ahorcate|cuelgate|tirate (de|por) (un|una|la|el) (puente|ventana|balcon|edificio|tren)|cortate las venas|quitate la vida|pegate un tiro)',
      'ojala te (mueras|suicides|mates|ahorques)',
      '(deberias|debes|tienes que|tendrias que) (morirte|matarte|suicidarte|ahorcarte|quitarte la vida|desaparecer para siempre)',
      '(nadie|ninguno) (te )?(va a echar|echara|echaria|extranara|extranaria) (de menos )?(cuando|si) te (mueras|murieras|mates)',
      'el mundo (estaria|estara|seria|esta) mejor sin ti',
    ],
    unless: [
      '(no|nunca|jamas) (te )?(matate|suicidate|deberias|debes|tienes)',
      'matate (a|estudiando|entrenando|trabajando|de risa)',
      '(morirte|matarte) de (risa|verguenza|ganas|hambre|envidia|amor|calor|frio|sueno|sed|pena)',
      'telefono de la esperanza|linea de ayuda|pide ayuda|prevencion',
    ],
  },
  {
    category: 'selfharm',
    sure: 560,
    saw: later`words that wish somebody dead`,
    any: ['muerete', 'asi te mueras'],
    unless: ['muerete de (risa|envidia|amor|ganas|celos)'],
  },
  {
    category: 'selfharm',
    sure: 300,
    saw: later`somebody who may need help`,
    any: [
      '(me quiero|quiero|queria|deseo|solo quiero) (morir|morirme|matar|matarme|suicidarme|desaparecer para siempre)',
      'no quiero (seguir viviendo|vivir mas)',
    ],
    quoted: true,
  },
  {
    category: 'harassment',
    sure: 840,
    saw: later`several insults aimed at one person`,
    any: [
      `(eres|sos|pareces) ((un|una|muy|tan|mas|solo|puro|pura|la|el) ){0,2}(${hard}|${soft}) (y |de |tan |un |una |muy |puta |puto |mas ){0,2}(${hard}|${soft})`,
      `(callate|cierra la boca|vete a la mierda|que te jodan|muerete|jodete)( ya)?( (puta|puto|maldita|maldito|gorda|gordo|fea|feo|jodida|jodido)){0,2} (${hard}|${soft})`,
    ],
    unless: ['no (eres|sos|pareces)', '(sientes|crees|piensas|pienses|creas) que (eres|sos)', 'si (crees|piensas) que'],
  },
  {
    category: 'harassment',
    sure: 620,
    saw: later`an insult aimed at a person`,
    any: [
      `(eres|sos|pareces) ((un|una|muy|tan|mas|solo|puro|pura|la|el|pedazo de|peazo) ){0,2}${hard}`,
      `(pedazo|trozo) de ${hard}`,
      '(puta|maldita|asquerosa) (zorra|perra|gorda|cerda)',
      'chinga (tu|a tu) madre|la concha de tu madre|concha tu madre|me cago en (tu|vuestra) (puta )?madre|tu puta madre',
      '(vete|andate|iros) a (la mierda|tomar por culo|chingar a tu madre)',
      'que te (jodan|follen|den por culo)',
      '(todos|todo el mundo) te (odia|odian|desprecia|desprecian)',
      'nadie te (quiere|soporta|aguanta)',
    ],
    unless: [
      'no (eres|sos|pareces)',
      '(sientes|crees|piensas|pienses|creas) que',
      'eres la puta (ama|hostia|leche)|eres el puto amo',
      'de puta madre',
      'rata de biblioteca',
      'media naranja',
      'eres la (perra|zorra|puta) ama',
      'perra vida',
    ],
  },
  {
    category: 'hate',
    sure: 890,
    saw: later`violence or contempt against a group of people`,
    any: [
      `(muerte|muerte lenta) a (todos )?(los |las )?${groups}`,
      `hay que (matar|exterminar|quemar|gasear|fusilar|linchar|eliminar|colgar) a (todos |todas )?(los |las |esos |esas )?${groups}`,
      `(los |las |esos |estos |todos los |todas las )${groups} (son|sois) (todos |todas |solo )?((unos|unas|una|un|puros|puras) )?(ratas|animales|escoria|basura|parasitos|plaga|cancer|inferiores|monos|subhumanos|cucarachas|salvajes|virus|degenerados|enfermos)`,
      `(puto|puta|putos|putas|sucio|sucia|sucios|asqueroso|asquerosa|asquerosos|maldito|maldita|malditos) ${oneOf}`,
      `${oneOf} de mierda`,
      'hitler tenia razon|hitler no hizo nada malo|el holocausto (es|fue) (mentira|una mentira|un mito|una farsa)',
    ],
    unless: ['(no son|dejad de decir|dejen de decir|mal decir)', 'contra (la|el) (racismo|homofobia|odio)'],
  },
  {
    category: 'hate',
    sure: 620,
    saw: later`words often used against groups of people`,
    any: [
      'sudacas?|sudakas?|panchitos?|maricones|maricon|travelos?|machupichus?|moromierda|mongolos?',
      '(vuelve|vete|vuelvete|largate|volved|iros|vuelvanse|larguense) (a|de) (tu|tus|vuestro|su|mi|nuestro) (pais|paises|selva)',
      `(fuera|expulsar a|deportar a) (todos )?(los |las )?${groups}`,
      `(odio|detesto) a (todos )?(los |las )${groups}`,
      'arriba hitler|heil hitler|viva hitler|1488',
    ],
    unless: ['(orgullo|orgullosa|orgulloso|marcha|soy) (# ){0,2}(maricon|maricones|travelo|sudaca)'],
  },
  {
    category: 'violence',
    sure: 640,
    saw: later`cruelty or instructions for violence`,
    any: [
      '(video|videos|peliculas?|imagenes) (snuff|gore|de (decapitaciones?|ejecuciones|torturas?))',
      '(torturar|torturando|quemar vivos?|ahogar) (a )?(un |unos |una |los |las |mi )?(gatos?|gatitos?|perros?|perritos?|cachorros?|animales)',
      'como (hacer|fabricar|construir) (una )?(bomba|bombas|explosivos?|molotov|silenciador)',
    ],
    unless: [
      'bombas? de (bano|chocolate|crema|agua|semillas|aire|calor)',
      '(contra|denuncia|denunciar|basta|stop|prohibir|rescatad(o|a)s?|rescate)',
    ],
  },
  {
    category: 'sexual',
    sure: 960,
    saw: later`minors in a sexual context`,
    any: [
      '(menores|menor de edad|nina|ninas|nino|ninos|colegialas?|adolescentes?|1[0-7] anos) (# ){0,2}(desnud(o|a)s?|porno|pornografia|sexo|sexual|sexuales|nudes|xxx)',
      '(porno|pornografia|sexo|nudes|desnud(o|a)s|xxx|pack) (# ){0,2}(menores|menor de edad|infantil|ninas|ninos|colegialas|adolescentes|1[0-7] anos)',
    ],
    unless: [
      '(educacion|salud|abuso) sexual',
      '(contra|denuncia|denunciar|denunciado|prevencion|prevenir|proteger|proteccion|victimas?|delito|ley|prohibid(o|a)|ilegal|combatir|no)',
    ],
    quoted: true,
  },
  {
    category: 'sexual',
    sure: 600,
    saw: later`sexual offers or acts`,
    any: [
      '(manda|mandame|envia|enviame|pasa|pasame|vendo|compro|quiero|intercambio) (# ){0,2}(nudes?|fotos? desnud(o|a)s?|pack|fotopolla|fotos? de (tu|tus) (tetas|culo|polla|verga|pene))',
      '(chupame|chupar|comeme|mamame|chupamela|comer) (la|el|tu|mi) (polla|verga|pija|pito|rabo|pinga)',
      '(follame|follar|coger|cogeme|follamos) (duro|toda la noche|a pelo|por el culo|sin condon)',
      '(sexo|porno|videollamadas?) (anal|oral|duro|amateur|en vivo|hot|xxx|casero)',
      '(hacer|haciendo|hacerme|hago) (una|unas|la|me una) pajas?',
      'mamadas?|chupapollas|follada|porno|pornografia|masturb#|tetas grandes',
    ],
    unless: [
      '(no|nunca|dejad de|dejen de|stop|contra|adiccion) (# ){0,2}(mandes?|envies?|enviar|mandar|nudes?|porno|pornografia|fotos)',
      'food porn|foodporn',
    ],
  },
  {
    category: 'scam',
    sure: 900,
    saw: later`a promise of money or a call for secrets, as in known frauds`,
    any: [
      '(duplica|triplica|multiplica|duplicamos|duplico|triplico) (tu|tus|su|el) (dinero|inversion|bitcoins?|cripto|criptomonedas|dolares|euros|ahorros|saldo|deposito)',
      '(envia|enviame|manda|mandame|transfiere|deposita|ingresa) (# ){0,6}(y )?(te )?(devuelvo|devolvemos|recibe|recibes|recibiras|regreso|regresamos|enviamos|envio) (# ){0,2}(el doble|el triple|doble|2x|3x|10x)',
      '(ganancias?|beneficios?|rentabilidad|retornos?|ingresos) (# )?(garantizad(o|a)s?|asegurad(o|a)s?|sin riesgo)',
      '(envia|enviame|dime|comparte|introduce|pasame|mandame|escribe|ingresa|confirma|verifica) (# ){0,3}(frase semilla|frase de recuperacion|clave privada|codigo de verificacion|codigo de 6 digitos|contrasena|numero de tarjeta|cvv|pin)',
      '(tu|su) (cuenta|cartera|perfil) (sera|ha sido|va a ser|fue|esta|quedara) (suspendid(o|a)|bloquead(o|a)|limitad(o|a)|cancelad(o|a)|eliminad(o|a)) (# ){0,8}(verifica|verifique|haz clic|pulsa|enlace|confirma|confirme|ingresa|codigo|clic)',
      '(has ganado|ha ganado|ganaste|eres el ganador|fuiste seleccionado|has sido seleccionad(o|a)|felicidades) (# ){0,8}(premio|iphone|tarjeta regalo|recompensa|sorteo) (# ){0,6}(clic|enlace|datos|envio|reclama|reclamar|pulsa|tarjeta|http|https)',
      '(gana|ganar|gane|gano|ganando) (# ){0,2}[0-9$]+ ?(# ){0,3}(al|por|cada) (dia|semana|hora|mes) (# ){0,6}(desde casa|sin experiencia|escribeme|whatsapp|telegram|clic|enlace|invirtiendo|invierte|informacion)',
      '(recupero|recuperamos|recuperar) (tu|tus|su) (# )?(dinero|cuenta|fondos|cripto|bitcoin) (# ){0,6}(whatsapp|telegram|escribeme|contacta|hacker|dm)',
    ],
    unless: [
      '(nunca|no|jamas|nadie) (# ){0,5}(envies?|compartas?|digas?|des|introduzcas?|pases|pide|pedimos|pediremos|pedira|hagas|pulses|mandes|pregunta)',
      '(contrasena|clave|codigo|pin) (de la|de|del) (wifi|puerta|portal)',
      '(cuidado|estafas?|estafadores?|fraude|timo|falso|phishing|advertencia|evita|bulo)',
    ],
    quoted: true,
  },
  {
    category: 'scam',
    sure: 560,
    saw: later`an offer that reads like a known fraud`,
    any: [
      '(escribeme|contactame|whatsapp|telegram|inbox|dm) (# ){0,6}(invertir|inversion|inversiones|forex|trading|ganancias|ganar dinero)',
      '(invierte|invertir|inversion|forex|trading) (# ){0,8}(whatsapp|telegram|escribeme|inbox|dm)',
      '(ingresos pasivos|libertad financiera|se tu propio jefe) (# ){0,8}(escribeme|enlace|unete|whatsapp|telegram|clic)',
    ],
    unless: ['(nunca|no|cuidado|estafas?|estafadores?|fraude|timo|falso|advertencia|evita|prohibido)'],
  },
  {
    category: 'spam',
    sure: 580,
    saw: later`advertising as sent to everybody`,
    any: [
      '(sigueme|siganme) y te sigo|sigo por sigo|follow por follow|te sigo si me sigues|like por like',
      '(compra|comprar|vendo|venta de|consigue) (# )?(seguidores|likes|me gusta|visitas|suscriptores) (# ){0,4}(barat(o|a)s?|ya|reales|enlace|com|www|http|https|aqui|dm)',
      '(viagra|cialis|xanax|replicas?|rolex) (barat(o|a)s?|sin receta|original|aaa|oferta)',
      '(casino online|casino en linea|tiradas gratis|giros gratis|apuestas) (# ){0,6}(bono|registrate|deposita|unete|clic|enlace|gana|http|https)',
    ],
    unless: ['(nunca|no|contra|basta|prohibido|cuidado)'],
  },
]
