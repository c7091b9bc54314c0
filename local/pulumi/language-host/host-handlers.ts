// What an engine asks of the language host itself.
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { getProgramDependencies } from "./dependencies.ts";

export const hostHandlers = {
  handshake: () => new language.LanguageHandshakeResponse(),

  /** No version: it belongs to this checkout and comes with it. */
  getPluginInfo: () => new plugin.PluginInfo(),

  about() {
    const response = new language.AboutResponse();
    response.setExecutable(process.execPath);
    response.setVersion(process.version);
    return response;
  },

  /** None: the one provider that programs need here is attached, and nothing is to be downloaded. */
  getRequiredPackages: () => new language.GetRequiredPackagesResponse(),

  /** Nothing to ask for: there is one package manager, npm, and no compiler to choose. */
  runtimeOptionsPrompts: () => new language.RuntimeOptionsResponse(),

  /** What `pulumi new` has copied is whole as it is. */
  template: () => new language.TemplateResponse(),

  getProgramDependencies,

  /** The engine ends the process itself. */
  cancel: () => new empty.Empty(),
};
