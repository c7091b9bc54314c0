// The packaged authorizer for the tokens of an OpenID Connect issuer.
import { UnauthenticatedError } from "./errors.ts";
import { judgeHandshake } from "./judge-handshake.ts";
import { credentialPlaces, originPolicy, tokenPolicy } from "./settings.ts";
import { tokenVerifier } from "./verify-token.ts";

const verify = tokenVerifier(tokenPolicy());

export const handler = judgeHandshake({
  origins: originPolicy(),
  places: credentialPlaces(),
  async identify({ kind, value }) {
    if (kind === "token") return verify(value);
    throw new UnauthenticatedError("a ticket, and this socket takes none");
  },
});
