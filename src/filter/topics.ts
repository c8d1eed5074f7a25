/**
 * Whether a text is about what it is filed under (CONT-4). Only a plain mismatch counts: several different words of one subject, and not one of
 * that which was chosen. Lifestyle, comedy, education and adult have no words of their own, since anything may be told as a joke, as a lesson or
 * from a life: who chose one of these is always on topic.
 */
import { later } from '../language'
import type { Hit } from './finding'
import { type Phrases, phrases } from './phrases'
import { readingsOf } from './spelling'

/** Assumption: so many different words of another subject are no coincidence. */
const plainly = 3
/** A doubt, and a small one: a moderator looks, and others see it meanwhile. */
const sure = 450

const words: { readonly [subject: string]: readonly string[] } = {
  music: [
    ...[
      'songs?|cancion(es)?',
      'albums?|discos?|ep',
      'singles?|sencillos?',
      'guitars?|guitarras?|ukulele',
      'drums?|drummer|bateria|tambor',
      'piano|keyboard|teclado',
      'chords?|acordes?',
    ],
    ...[
      'chorus|estribillo',
      'lyrics?|letras?',
      'melod(y|ies|ia|ias)',
      'vocals?|singer|singing|cantante|cantar|canto',
      'bands?|banda|orquesta|orchestra',
      'gigs?|concerts?|conciertos?|bolos?',
      'mixtape|playlist|remix',
      'rehears(al|e|ing)|ensayo|ensayamos',
    ],
    ...[
      'violin|cello|sax|saxofon|saxophone|trumpet|trompeta',
      'bass(ist)?|bajista',
      'vinyl|vinilos?',
      'dj|synths?|sinte|sintetizador',
      'music|musica|musicos?|musicians?',
      'flamenco|jazz|techno|hip ?hop|reggae|salsa (dura|brava)',
    ],
  ],
  art: [
    ...[
      'paint(s|ed|ing|ings|er)?|pintura|pinto|pintar|pintor(a)?',
      'watercolou?rs?|acuarelas?|gouache|acrylics?|acrilicos?',
      'oil on canvas|oleos?|lienzos?|canvas',
      'sketch(es|ed|ing|book)?|bocetos?|cuaderno de dibujo',
      'draw(n|ing|ings)?|dibuj(o|os|ar|ando)',
      'brush(es|strokes?)?|pinceles|pincel|pinceladas?',
    ],
    ...[
      'sculptures?|sculpting|escultura|escultor(a)?',
      'ceramics?|pottery|ceramica|alfareria|arcilla|clay|glaze|kiln',
      'galler(y|ies)|galeria de arte',
      'exhibition|exposicion',
      'easel|caballete',
      'portraits?|retratos?',
      'charcoal|carboncillo',
      'illustrations?|ilustracion(es)?',
      'mural(s|es)?|grafiti|graffiti',
      'linocut|prints?making|grabado|linoleo',
      'palette|paleta',
    ],
  ],
  gaming: [
    ...[
      'game(s|play|r|rs)?|videojuegos?',
      'boss (fight|battle|run)|jefe final',
      'speedrun(s|ning|ner)?',
      'consoles?|consolas?|playstation|xbox|nintendo|steam deck',
      'respawn|loot|nerf(ed)?|buff(ed)?|lag',
      'fortnite|minecraft|valorant|zelda|tetris|mario kart|fifa|elden ring|pokemon|league of legends|roblox',
      'multiplayer|multijugador|co ?op',
      'controller|joystick|mando',
    ],
    ...[
      'quests?|misiones secundarias',
      'levels?|niveles',
      'ranked|clasificatorias',
      'speed ?build|mods?|dlc',
      'streamer|twitch',
      'partidas?',
      'rpg|fps|mmo|roguelike|indie game',
      'high ?score|leaderboard|logros?',
      'pixels?|8 ?bit|arcade',
    ],
  ],
  fitness: [
    ...[
      'workouts?|entren(o|ar|ando|amiento|amientos)',
      'gym|gimnasio',
      'squats?|sentadillas?',
      'deadlifts?|peso muerto',
      'push ?ups?|flexiones',
      'pull ?ups?|dominadas?',
      'burpees?|planks?|planchas?',
      'reps?|repeticiones|sets? of',
      'cardio|hiit',
      'marathon|maraton|half marathon|10k|5k',
      'stretch(es|ing)?|estiramientos?',
      'muscles?|musculos?|glutes?|gluteos|abs|abdominales|biceps',
    ],
    ...[
      'kettlebells?|dumbbells?|barbell|pesas|mancuernas?',
      'yoga|pilates',
      'runn(ing|er|ers)|correr|corredor(es|a)?',
      'trainer|entrenador(a)?',
      'warm ?up|cool ?down|calentamiento',
      'pulse|heart rate|pulsaciones',
      'protein|proteinas?',
    ],
  ],
  fashion: [
    ...[
      'outfits?|looks? of the day|ootd',
      'dress(es)?|vestidos?',
      'skirts?|faldas?',
      'jackets?|chaquetas?|blazers?|abrigos?|coats?',
      'jeans|denim|vaqueros',
      'sneakers?|zapatillas|heels|tacones|boots|botas',
      'handbags?|bolsos?',
      'runway|catwalk|pasarela|desfile',
      'wardrobe|armario',
      'fabrics?|telas?|seda|silk|linen|lino',
      'tailor(ed|ing)?|sew(n|ing)?|coser|costura|costurera',
    ],
    ...[
      'lookbook|streetwear|couture|haute couture',
      'styl(ing|ist)|estilismo|estilista',
      'fashion|moda',
      'collection drop|spring collection|coleccion de (verano|invierno|otono|primavera)',
      'accessor(y|ies)|accesorios|earrings?|pendientes|collar(es)?|necklaces?',
      'thrift(ed|ing)?|vintage|segunda mano',
      'hem|pleats?|embroider(y|ed)|bordad(o|os|a)|dobladillo',
    ],
  ],
  food: [
    ...[
      'recipes?|recetas?',
      'bak(e|ed|ing|ery)|horne(o|ar|ado|ada)|horno|oven',
      'cook(s|ed|ing)?|cocin(a|ar|o|ando)',
      'flour|dough|harina|masa',
      'simmer|saute|roast(ed)?|fry|fried|sofrito|freir|asad(o|os|a)',
      'garlic|onions?|ajos?|cebollas?',
      'tomato(es)?|tomates?',
      'butter|mantequilla|olive oil|aceite de oliva',
      'cheese|quesos?',
      'soup|stew|sopa|guiso|caldo|broth',
    ],
    ...[
      'cakes?|tarta|pastel|bizcocho|cookies|galletas',
      'bread|sourdough|pan casero|masa madre',
      'dinner|lunch|breakfast|cena|almuerzo|desayuno',
      'restaurants?|restaurantes?|chef|tapas',
      'spices?|cumin|paprika|especias|comino|pimenton',
      'tast(e|y|es)|delicious|sabor|delicios(o|a)|ric(o|a) de verdad',
      'rice|pasta|noodles|arroz|fideos',
      'sauce|salsa de',
      'vegan|vegano|vegetarian',
      'chickpeas?|lentils?|garbanzos|lentejas',
      'chicken|pork|beef|pollo|cerdo|ternera|salmon|fish',
    ],
  ],
  travel: [
    ...[
      'trips?|travel(s|led|ling|ing|ler|lers)?|viaj(e|es|ar|ando|eros?)',
      'flights?|vuelos?|plane|avion',
      'airports?|aeropuertos?',
      'hotels?|hostels?|hoteles|hostal(es)?|airbnb',
      'backpack(s|er|ing)?|mochila|mochiler(o|os|a)',
      'passports?|pasaportes?|visas?|visado',
      'itinerary|itinerario',
      'suitcases?|luggage|maletas?|equipaje',
      'beach(es)?|playas?',
      'islands?|islas?',
      'mountains?|montanas?',
      'tourists?|turistas?|tourism|turismo',
      'road ?trip|vanlife',
    ],
    ...[
      'border|frontera',
      'train (ride|to)|night train|tren (a|nocturno)',
      'ferry|harbou?r|puerto',
      'old town|casco antiguo',
      'sightseeing|landmarks?|monumentos?',
      'hike|hiking|trail|sendero|senderismo|excursion',
      'guide ?book|guia de viaje',
      'kyoto|lisbon|lisboa|paris|rome|roma|tokyo|tokio|marrakech|iceland|islandia|patagonia',
    ],
  ],
  technology: [
    ...[
      'code|coding|codigo|programming|programar|programmer|programador(a)?',
      'software|hardware',
      'laptops?|portatil(es)?|computers?|ordenador(es)?',
      'phones?|smartphones?|telefonos?|moviles?|iphone|android',
      'apps?|aplicacion(es)?',
      'machine learning|neural|inteligencia artificial|llm',
      'servers?|servidor(es)?|database|base de datos|cloud',
      'linux|windows|macos|ubuntu',
      'javascript|typescript|python|rust|java|sql|css',
      'bugs?|debug(ging)?|compil(e|er|ar|ador)|commit|git|github',
    ],
    ...[
      'gpu|cpu|ram|ssd|chip(s)?|procesador|processor',
      'robots?|robotica|drones?|arduino|raspberry pi|solder(ing)?|soldar',
      '3d print(er|ed|ing)|impresora 3d',
      'firmware|update|actualizacion',
      'startups?|saas',
      'browser|navegador|api|backend|frontend',
      'battery|bateria de|usb|bluetooth|wifi',
      'open source|codigo abierto',
      'gadgets?|tech|tecnologia',
    ],
  ],
}

const subjects: readonly (readonly [subject: string, words: readonly Phrases[]])[] = Object.entries(words).map(([subject, list]) => [
  subject,
  list.map((each) => phrases([each])),
])

/** What speaks for it that these texts are about something else than they are filed under. */
export function offTopic(texts: readonly string[], category: string | undefined): readonly Hit[] {
  if (category === undefined || !words[category]) return []
  const readings = readingsOf(texts.join('. ').slice(0, 20_000)).map(({ text }) => ({ text })) // what is put together from shreds is no subject
  const count = (list: readonly Phrases[]) => list.filter((each) => readings.some((reading) => each.find(reading).length > 0)).length
  const counts = new Map(subjects.map(([subject, list]) => [subject, count(list)]))
  const most = Math.max(...counts.values())
  if (most < plainly || (counts.get(category) ?? 0) > 0) return []
  return [{ category: 'offtopic', sure, where: 'words', saw: later`words about another subject than it is filed under` }]
}
