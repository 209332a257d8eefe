// Of each element that is shown all that axe judges by, and no words: where it stands, what it holds, what
// it says of itself, whether what it names is there, its colours, whether a finger misses it.
() => {
    const ids = {}
    for (const one of document.querySelectorAll("[id]")) ids[one.id] = (ids[one.id] ?? 0) + 1
    const names =
        /^(aria-(labelledby|describedby|controls|owns|activedescendant)|for|headers|list)$/
    const words =
        /^(id|name|value|class|href|src|title|alt|placeholder|content|(form)?action|d|datetime|max)$/
    const told = ({name, value}) => names.test(name)
        ? [name, ...new Set(value.split(/\s+/).map((id) => ids[id] ?? 0))]
        : [name, words.test(name) || /^(data-|hx-|aria-label$)/.test(name) ? !!value.trim() : value]
    const isLarge = ({fontSize, fontWeight}) => // of such words less contrast is asked
        parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.66 : 24)
    const ground = (one) => {
        const {backgroundColor, backgroundImage} = getComputedStyle(one)
        const sees = backgroundImage === "none" && /, 0\)$|transparent/.test(backgroundColor)
        return sees && one.parentElement ? ground(one.parentElement) : backgroundColor + backgroundImage
    }
    const held = (one) => one.matches("table, tr, ul, ol, dl, fieldset, a, button, label, [role]")
        ? [...new Set([...one.querySelectorAll("*")].map((each) => each.tagName))].sort() : []
    const kind = (one) => {
        const style = getComputedStyle(one), box = one.getBoundingClientRect()
        const own = [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim())
        const small = one.matches("a, button, input, select, textarea, summary, [tabindex], [role]")
            && style.display !== "inline" && Math.min(box.width, box.height) < 24
        return [
            one.parentElement?.tagName, one.parentElement?.className, one.tagName, one.className,
            [...one.attributes].map(told), ids[one.id] > 1, one.labels?.length ?? 0, held(one),
            own || !!one.textContent.trim(),
            own ? [style.color, ground(one), isLarge(style)] : 0,
            small ? [box.x, box.y, box.width, box.height].map(Math.round) : 0,
        ].join("|")
    }
    const shown = [...document.querySelectorAll("html, head > title, body, body *")]
        .filter((one) => one.closest("head") || one.checkVisibility())
    return [...new Set(shown.map(kind))]
}
