// The map of the wards: MapLibre with our own shapes, labels as elements, no tiles and no other host.
// Without a graphics card the drawing that came with the page stays.
import { Map, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import { make, onEach, say } from "./script/page.js";

const TONES = ["green", "amber", "red", "grey", "none", "step0", "step1", "step2", "step3", "step4", "step5"];
const PATTERN = 16;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Draw a tile of a pattern: stripes, dots or a net. */
function pattern(kind) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PATTERN;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = pen.fillStyle = colour("map-ink");
  pen.lineWidth = 2;
  pen.beginPath();
  if (kind === "red") for (const at of [-PATTERN, 0, PATTERN]) pen.moveTo(at, PATTERN), pen.lineTo(at + PATTERN, 0);
  if (kind === "grey") pen.moveTo(0, 8), pen.lineTo(PATTERN, 8), pen.moveTo(8, 0), pen.lineTo(8, PATTERN);
  if (kind === "amber") pen.arc(8, 8, 2, 0, 7);
  kind === "amber" ? pen.fill() : pen.stroke();
  return pen.getImageData(0, 0, PATTERN, PATTERN);
}

/** Return the smallest box that holds all shapes. */
function bounds(features) {
  const box = [180, 90, -180, -90];
  const see = (given) => {
    if (typeof given[0] !== "number") return given.forEach(see);
    box[0] = Math.min(box[0], given[0]);
    box[1] = Math.min(box[1], given[1]);
    box[2] = Math.max(box[2], given[0]);
    box[3] = Math.max(box[3], given[1]);
  };
  for (const feature of features) see(feature.geometry.coordinates);
  return box;
}

function style(wards) {
  const fill = ["match", ["get", "tone"], ...TONES.flatMap((tone) => [tone, colour(`map-${tone}`)]), colour("map-none")];
  const middles = wards.features.map(({ properties }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: properties.middle },
    properties,
  }));
  return {
    version: 8,
    sources: {
      wards: { type: "geojson", data: wards, generateId: true },
      matters: {
        type: "geojson",
        data: { type: "FeatureCollection", features: middles },
        cluster: true,
        clusterRadius: 60,
        clusterMaxZoom: 17,
        clusterProperties: { matters: ["+", ["get", "number"]] },
      },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("sunken") } },
      { id: "fill", type: "fill", source: "wards", paint: { "fill-color": fill } },
      ...["red", "amber", "grey"].map((tone) => ({
        id: `pattern-${tone}`,
        type: "fill",
        source: "wards",
        filter: ["==", ["get", "tone"], tone],
        paint: { "fill-pattern": tone },
      })),
      { id: "edge", type: "line", source: "wards", paint: { "line-color": colour("map-edge"), "line-width": 1.5 } },
      { id: "matters", type: "circle", source: "matters", paint: { "circle-opacity": 0, "circle-radius": 1 } },
    ],
  };
}

/** Write names and counts over the map; where they would lie over each other, one sum stands for all. */
function labels(map, phrases) {
  let shown = new globalThis.Map();
  return () => {
    const next = new globalThis.Map();
    for (const { geometry, properties } of map.querySourceFeatures("matters")) {
      const key = properties.cluster ? `c${properties.cluster_id}` : properties.name;
      if (next.has(key)) continue;
      next.set(key, shown.get(key) ?? mark(map, geometry.coordinates, properties, phrases));
    }
    for (const [key, marker] of shown) if (!next.has(key)) marker.remove();
    shown = next;
  };
}

function mark(map, at, properties, phrases) {
  const tag = make("div", "mc-map__tag");
  const number = properties.cluster ? properties.matters : properties.number;
  if (!properties.cluster) tag.append(make("span", "", properties.label), make("b", "", properties.figure));
  const count = make("span", "mc-map__count", number.toLocaleString(document.documentElement.lang));
  count.title = say(phrases.matters, { number });
  tag.append(count);
  return new Marker({ element: tag }).setLngLat(at).addTo(map);
}

async function start(sheet) {
  if (!document.createElement("canvas").getContext("webgl2")) return; // no graphics: the drawing stays
  const answer = await fetch(sheet.dataset.map, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) return;
  const wards = await answer.json();
  const canvas = make("div", "mc-map__canvas");
  sheet.append(canvas);
  setWorkerUrl(sheet.dataset.worker);
  const map = new Map({
    container: canvas,
    style: style(wards),
    bounds: bounds(wards.features),
    fitBoundsOptions: { padding: 32 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: { "NavigationControl.ZoomIn": sheet.dataset.zoomIn, "NavigationControl.ZoomOut": sheet.dataset.zoomOut, "Map.Title": sheet.dataset.title },
  });
  sheet.classList.add("mc-map__sheet--live");
  map.addControl(new NavigationControl({ showCompass: false }));
  map.setMissingStyleImageResolver((id) => void map.addImage(id, pattern(id)));
  const write = labels(map, { matters: sheet.dataset.matters });
  map.on("render", () => map.isSourceLoaded("matters") && write());
  map.on("click", "fill", ({ features }) => location.assign(features[0].properties.href));
  map.on("mousemove", "fill", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "fill", () => (map.getCanvas().style.cursor = ""));
}

onEach("[data-map]", start);
