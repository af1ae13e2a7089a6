// Where a tablet gets the authority's certificate: plain http, on a port of its own, because the
// tablet cannot trust our https before it has it. The page holds no shop data and no script.
import { type Server, createServer } from 'node:http';
import type { Authority } from './authority.ts';

export type AuthorityPage = { port: number; close: () => Promise<void> };

const TYPES = { page: 'text/html; charset=utf-8', certificate: 'application/x-x509-ca-cert' };

/** Listens on `port`, or on a free one when it is taken: nothing is kept under this address. */
export async function serveAuthority(
  authority: Authority,
  appOrigin: string,
  port: number,
  host = '0.0.0.0',
): Promise<AuthorityPage> {
  const page = instructionPage(appOrigin, authority.fingerprint);
  const certificate = Buffer.from(authority.certificate.rawData);
  const server = createServer((request, response) => {
    const isCertificate = request.url === '/ca.crt';
    if (!isCertificate && request.url !== '/') return void response.writeHead(302, { location: '/' }).end();
    const type = isCertificate ? TYPES.certificate : TYPES.page;
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    if (isCertificate) response.setHeader('content-disposition', 'attachment; filename="gondola-ca.crt"');
    response
      .writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
      .end(isCertificate ? certificate : page);
  });
  const isFirstChoice = await listen(server, port, host).then(
    () => true,
    () => false,
  );
  if (!isFirstChoice) await listen(server, 0, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function instructionPage(appOrigin: string, fingerprint: string): string {
  return `<!doctype html><html lang="pt-BR"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gôndola: certificado</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#13211b;background:#eceee9}
a.go{display:block;padding:1rem;margin:1rem 0;border-radius:12px;background:#13211b;color:#fff;text-align:center;text-decoration:none;font-weight:600}
code{word-break:break-all;font-size:15px}summary{padding:.8rem 0;font-weight:600}</style>
<h1>Certificado desta loja</h1>
<p>A câmera e o uso sem internet só funcionam num endereço seguro. Instale uma vez em cada tablet o certificado desta loja; ele só vale para a rede local.</p>
<a class="go" href="/ca.crt">1. Baixar o certificado</a>
<p>2. Instale:</p>
<details><summary>Android</summary>Configurações → Segurança → Mais → Instalar um certificado → <b>Certificado CA</b> → escolha gondola-ca.crt.</details>
<details><summary>iPad e iPhone</summary>Ajustes → Perfil Baixado → Instalar. Depois Ajustes → Geral → Sobre → Ajustes de Confiança de Certificado → ligue <b>Gôndola</b>.</details>
<details><summary>ChromeOS</summary>Configurações → Privacidade → Gerenciar certificados → Autoridades → Importar.</details>
<details><summary>Windows e macOS</summary>Abra o arquivo. Windows: instalar em <b>Autoridades de Certificação Raiz Confiáveis</b>. macOS: Acesso às Chaves → Sempre Confiar.</details>
<a class="go" href="${appOrigin}">3. Abrir a loja</a>
<p>Impressão digital (compare com a do terminal):<br><code>${fingerprint}</code></p>
<hr><p lang="en">Camera and offline use need a secure address. Download and install this shop's certificate once per tablet (as a CA certificate; on iPad also switch on full trust), then open the shop. It is valid for the local network only.</p></html>`;
}
