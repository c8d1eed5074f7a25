/** Captions as people write them, by what they are about. `known` are those that the words were mended with; `unseen` were written afterwards. */
export interface Topical {
  readonly about: string
  readonly text: string
}
const by = (all: { readonly [about: string]: readonly string[] }): readonly Topical[] =>
  Object.entries(all).flatMap(([about, texts]) => texts.map((text) => ({ about, text })))

export const known = by({
  music: [
    'New single out tonight. I wrote the chorus on a guitar with four strings and the band hates me for the key.',
    'Rehearsal went long. The drummer found a groove in the bridge and the song is finally a song.',
    'Mi nueva canción ya está fuera: la letra es de mi abuela, la guitarra es mía.',
    'Vinyl test pressing arrived. Side B has the piano take with the rain in it.',
    'Somebody hummed this to me in the kitchen and now it is stuck.',
  ],
  art: [
    'Watercolour on cold pressed paper, three layers, and one brush that should have retired years ago.',
    'The kiln gods were kind: glaze crawled only on one bowl. Pottery is patience and clay.',
    'Retrato al óleo, segunda sesión. El lienzo todavía huele a trementina y los pinceles a miedo.',
    'Sketchbook page 40: charcoal drawing of the harbour, bad hands, good mood.',
    'Blue again. Always blue.',
  ],
  gaming: [
    'Speedrun attempt 212: died to the final boss with two pixels of health. The controller survived.',
    'Ranked tonight, then a cosy Minecraft level with chat. Bring snacks and no lag.',
    'Partida de cuatro horas al Zelda y todavía me falta una misión secundaria. Los videojuegos eran para relajarse.',
    'My indie game has a quest, a map and a dlc nobody asked for. Playtest on Sunday.',
    'One more run, I said at nine.',
  ],
  fitness: [
    'Leg day: squats, deadlifts, and a plank that lasted one whole podcast intro. The gym was empty at six.',
    'Ten weeks to the half marathon. Easy runs, boring stretching, no heroics.',
    'Rutina de hoy: sentadillas, flexiones y cinco minutos de plancha. Calentamiento antes, siempre.',
    'Warm up, three sets of pull ups, cardio, done before breakfast. My trainer smiled. Suspicious.',
    'The hill won again.',
  ],
  fashion: [
    'Thrifted blazer, my grandmother’s brooch, linen trousers. The outfit cost less than the bus home.',
    'Backstage at the runway show: pins in the hem, tape on the heels, and a stylist who never blinks.',
    'Vestido de lino cosido en casa, bolso de segunda mano y botas que ya han visto mundo.',
    'The denim jacket is back from the tailor with silk inside. Streetwear, but it whispers.',
    'Yes, it has pockets.',
  ],
  food: [
    'Sourdough at last: the dough rested all night, the oven did not betray me, and the butter was cold.',
    'Recipe below. Fry the onions slowly, add the garlic late, and let the tomatoes simmer until they give up.',
    'Arroz con pollo como lo hace mi madre: sofrito lento, pimentón y un caldo de verdad.',
    'Sunday soup with lentils and cumin. Dinner for six, leftovers for nobody.',
    'It looked better before it fell.',
  ],
  travel: [
    'Night train to Lisbon with one backpack and no plan. The hostel has a terrace over the old town.',
    'Passport, suitcase, wrong airport. The flight waited; I did not deserve it.',
    'Dos semanas por Islandia: playas negras, montañas con niebla y un viaje que se hizo corto.',
    'The ferry left the island at dawn. Best beach of the trip was the one without a name on the map.',
    'Somewhere between here and there.',
  ],
  technology: [
    'Wrote a compiler in a weekend and a bug in a minute. The code is open source, the shame is mine.',
    'New laptop, old linux: battery lasts all day now that the update fixed the firmware.',
    'Mi robot con Arduino ya sabe esquivar al gato. Código y lista de piezas en GitHub.',
    'Moved the database to a smaller server and the app got faster. Software is a mystery.',
    'It works on my machine.',
  ],
})

export const unseen = by({
  music: [
    'Tour diary: the amp died, the audience sang the second verse for us, and the encore was just handclaps.',
    'Ensayando la percusión para el sábado, el bombo suena a trueno y la voz por fin llega arriba.',
    'Four bars of strings, one trumpet, no click track. We kept the take with the cough.',
  ],
  art: [
    'Stretching a canvas bigger than my door. Underpainting in ochre, then we negotiate.',
    'Taller de grabado: tinta en las manos, papel húmedo y la plancha por fin muerde bien.',
    'The mural is finished: forty litres of colour, two ladders, one school wall that used to be grey.',
  ],
  gaming: [
    'Platinum trophy after ninety hours. The last achievement was fishing. Of course it was fishing.',
    'Torneo el viernes: equipos de tres, mapa nuevo y nada de hacer trampas con el ping.',
    'Our guild wiped eleven times on the dragon and then someone read the patch notes.',
  ],
  fitness: [
    'Swam two kilometres before work, shoulders gone, head clear. Intervals tomorrow, rest on Friday.',
    'Reto de treinta días: empezamos con series cortas, pesas ligeras y mucha paciencia con la rodilla.',
    'New personal best on the rower. My coach says technique, my lungs say otherwise.',
  ],
  fashion: [
    'Pleated trousers, cropped knit, loafers from a market stall. Autumn may begin now.',
    'Patronaje terminado: manga farol, cuello alto y una lana que no pica.',
    'I dyed the old shirt with avocado stones and now it matches everything I own.',
  ],
  food: [
    'Pickled lemons, day twelve. The jar hisses when you open it and the whole flat smells of summer.',
    'Gazpacho con sandía, hielo picado y un chorrito de vinagre: la abuela no aprueba, los vecinos sí.',
    'Hand-pulled noodles, attempt nine. They pulled back. The chilli oil forgave everything.',
  ],
  travel: [
    'Twelve hours on a bus through the Andes with a goat for a neighbour. The view paid for it.',
    'Cruzamos la sierra en furgoneta, dormimos junto al lago y perdimos el mapa a propósito.',
    'Visa stamped, boots wet, and a stranger drew us the way to the monastery on a napkin.',
  ],
  technology: [
    'Refactored the parser, deleted four thousand lines, and the tests still pass. I do not trust it.',
    'Impresora nueva en el taller: la primera pieza salió torcida y la segunda ya es un engranaje.',
    'Built a tiny weather station: solar panel, sensor, radio, and a dashboard nobody asked for.',
  ],
})
