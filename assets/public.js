// The script of public pages: small, and every page works without it.
import { autosave } from "./script/autosave.js";
import { forms } from "./script/forms.js";
import { pages } from "./script/pages.js";
import { pictures } from "./script/pictures.js";

pages();
forms();
pictures();
autosave();
