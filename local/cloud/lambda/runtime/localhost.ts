// Names under `localhost` are the loopback (RFC 6761, section 6.3), which not every resolver knows.
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";

export function resolveLocalhostNames() {
  const toLoopback = <Lookup extends typeof dns.lookup | typeof dns.promises.lookup>(lookup: Lookup) =>
    new Proxy(lookup, {
      apply: (target, self, [name, ...rest]: [string, ...unknown[]]) =>
        Reflect.apply(target, self, [/\.localhost\.?$/i.test(name) ? "localhost" : name, ...rest]),
    });
  dns.lookup = toLoopback(dns.lookup);
  dns.promises.lookup = toLoopback(dns.promises.lookup);
  syncBuiltinESMExports();
}
