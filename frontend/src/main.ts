import { mount } from "svelte";
import { online } from "svelte/reactivity/window";
import type { SyncFrame } from "../../protocol/client-frames.ts";
import { SUB_PROTOCOL } from "../../protocol/names.ts";
import { newId } from "./browser/new-id.ts";
import { Theme } from "./browser/theme.svelte.ts";
import { Announcer } from "./chat/announcer.svelte.ts";
import { Chat } from "./chat/chat.svelte.ts";
import { LineStatus } from "./chat/line-status.svelte.ts";
import App from "./components/app.svelte";
import { browserClock as clock } from "./connection/clock.ts";
import { Connection } from "./connection/connection.ts";
import { heedHints } from "./connection/hints.ts";
import { socketUrl } from "./site-config.ts";
import { contentText } from "./text/content-text.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/messages.css";
import "./styles/composer.css";

const connection = new Connection({
  url: socketUrl,
  question: JSON.stringify({ action: "sync" } satisfies SyncFrame),
  openSocket: (url) => new WebSocket(url, SUB_PROTOCOL),
  clock,
  random: Math.random,
});
const announcer = new Announcer(clock);
const line = new LineStatus(connection, clock, online);
const chat = new Chat({
  connection,
  clock,
  newId,
  onArrival: ({ from, content }) => announcer.announce(`${from?.name}: ${contentText(content)}`),
});

heedHints(connection);
connection.connect();
mount(App, { target: document.body, props: { chat, line, theme: new Theme(), announcer } });
