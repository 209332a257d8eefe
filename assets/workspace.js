// The script of the workspace: that of the public pages, the keyboard, sortable tables, and htmx.
import { SortableTable } from "@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs";
import htmx from "htmx.org/dist/htmx.esm.js";
import { keys } from "./script/keys.js";
import { mentions } from "./script/mentions.js";
import { csrfToken, onEach } from "./script/page.js";
import "./public.js";

window.htmx = htmx;
document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRFToken"] = csrfToken();
});
onEach("[data-module=moj-sortable-table]", (element) => new SortableTable(element));
keys();
mentions();
