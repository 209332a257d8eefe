// Brings the touch screen back to its beginning when nobody is there any more: asks first, moves nothing.
const main = document.getElementById("main")
const idle = Number(main.dataset.idle || 0) * 1000
const warned = Number(main.dataset.warned || 20) * 1000
const still = document.getElementById("still")
let timer = 0

function watch() {
  clearTimeout(timer)
  if (still.open) still.close()
  if (idle) timer = setTimeout(ask, idle)
}

function ask() {
  still.showModal()
  timer = setTimeout(() => location.assign(main.dataset.home), warned)
}

for (const sign of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(sign, watch, { passive: true })
addEventListener("pageshow", watch)
document.getElementById("stay").addEventListener("click", watch)
