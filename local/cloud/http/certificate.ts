// A certificate authority for this run and a server certificate signed by it, so that code which builds
// `https://{domainName}/{stage}` from an event reaches the gateway. Functions trust it through
// NODE_EXTRA_CA_CERTS.
import { generate } from "selfsigned";

/** PEM texts: what a TLS server presents, and the authority a client has to trust. */
export interface Certificate {
  key: string;
  cert: string;
  ca: string;
}

/** Longer than any run; the authority is thrown away when the run ends. */
const VALID_DAYS = 30;

/** A certificate for `host` and this machine, by an authority of its own that nobody trusts but who is told to. */
export async function createCertificate(host: string): Promise<Certificate> {
  const names = [...new Set(["localhost", host])].filter((name) => !/^[\d.]+$/.test(name));
  const addresses = [...new Set(["127.0.0.1", host])].filter((name) => /^[\d.]+$/.test(name));
  const authority = await generate([{ name: "commonName", value: "serverless-socket" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: daysFromNow(VALID_DAYS),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: daysFromNow(VALID_DAYS),
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { key: server.private, cert: server.cert, ca: authority.cert };
}

const daysFromNow = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
