// A look at each photo before it is sent: a preview, and a word when it is dark, blurred or small.
import { icon, make, onEach } from "./page.js";

const SIDE = 640;
const DARK = 60;
const BLURRED = 55;
const SMALL = 700;
const SIGNS = { warn: "M12 4L2.5 20h19zM12 10v5M12 17.5h.01", good: "M5 12.5l4.5 4.5L19 7.5", file: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6", trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13" };

/** Return mean brightness (0 to 255) and sharpness (variance of the Laplacian) of a picture. */
export function measure(image) {
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const width = Math.max(3, Math.round(image.width * scale));
  const height = Math.max(3, Math.round(image.height * scale));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Float32Array(width * height);
  let light = 0;
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
    light += grey[at];
  }
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const edge = grey[at - 1] + grey[at + 1] + grey[at - width] + grey[at + width] - 4 * grey[at];
      sum += edge;
      squares += edge * edge;
      count++;
    }
  }
  const mean = sum / count;
  return { brightness: light / grey.length, sharpness: squares / count - mean * mean };
}

function verdict(image, words) {
  const { brightness, sharpness } = measure(image);
  if (brightness < DARK) return ["warn", words.sayDark];
  if (sharpness < BLURRED) return ["warn", words.sayBlurred];
  if (Math.min(image.width, image.height) < SMALL) return ["warn", words.saySmall];
  return ["good", words.sayGood];
}

function size(octets) {
  return octets >= 1e6 ? `${(octets / 1e6).toFixed(1).replace(".", ",")} MB` : `${Math.max(1, Math.round(octets / 1000))} kB`;
}

function without(input, file) {
  const rest = new DataTransfer();
  for (const one of input.files) if (one !== file) rest.items.add(one);
  input.files = rest.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
}

async function show(input, file, words) {
  const item = make("div", "mc-file__one");
  const name = make("span", "mc-file__name", file.name);
  const remove = make("button", "govuk-button mc-button--quiet mc-button--small", words.sayRemove);
  remove.type = "button";
  remove.prepend(icon(SIGNS.trash));
  remove.append(make("span", "govuk-visually-hidden", ` ${file.name}`));
  remove.addEventListener("click", () => without(input, file));
  item.append(icon(SIGNS.file), name, make("span", "mc-file__size", size(file.size)), remove);
  if (!file.type.startsWith("image/")) return item;
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.alt = "";
  image.src = address;
  try {
    await image.decode();
    item.firstChild.replaceWith(image);
    const [tone, text] = verdict(image, words);
    const word = make("p", `mc-file__word mc-file__word--${tone}`, text);
    word.prepend(icon(SIGNS[tone]));
    item.append(word);
  } catch {
    URL.revokeObjectURL(address); // a picture this browser cannot open (HEIC): the server will look at it
  }
  return item;
}

function start(box) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-file-chosen]");
  let round = 0;
  input.addEventListener("change", async () => {
    const mine = ++round;
    const items = await Promise.all([...input.files].map((file) => show(input, file, box.dataset)));
    if (mine === round) list.replaceChildren(...items);
  });
}

export function pictures() {
  onEach("[data-file]", start);
}
