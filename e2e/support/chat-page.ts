// What a person does on the page of the chat.
import type { Browser, Page } from "playwright-core";
import { type ObservedPage, openPage } from "./browser.ts";

/** Resolves when the page is connected, so that what is said arrives. */
export async function enterChat(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<ObservedPage> {
  const opened = await openPage(browser, url, options);
  await opened.page.getByText("Connected", { exact: true }).first().waitFor({ state: "attached" });
  return opened;
}

export const messages = (page: Page) => page.getByRole("region", { name: /^Messages in/ });

export async function say(page: Page, text: string) {
  const composer = page.getByRole("textbox", { name: /^Message to/ });
  await composer.fill(text);
  await composer.press("Enter");
}
