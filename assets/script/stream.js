// Server-sent events over fetch: with a pass in a header, and a status one can read.

/** Refused: to ask again would not help. */
export class Refused extends Error {}

/** Read a stream of events until it ends; `hear` gets each one as {name, data, id}, `retry` a pause in milliseconds. */
export async function listen(address, { headers, hear, retry, signal }) {
  const answer = await fetch(address, { headers: { Accept: "text/event-stream", ...headers }, cache: "no-store", credentials: "omit", signal });
  if (answer.status === 401 || answer.status === 403) throw new Refused();
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/event-stream")) throw new Error(String(answer.status));
  hear({ name: "open" });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) tell(block, hear, retry);
  }
}

function tell(block, hear, retry) {
  const event = { name: "message", data: "", id: undefined };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).trimStart();
    if (field === "event") event.name = value;
    else if (field === "data") event.data += value;
    else if (field === "id") event.id = value;
    else if (field === "retry") retry(Number(value));
  }
  hear(event.data ? { ...event, data: JSON.parse(event.data) } : { name: "alive" });
}
