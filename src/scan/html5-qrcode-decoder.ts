// Stands in for html5-qrcode's own decoder module (the Vite plugin beside it swaps the two). Promise: html5-qrcode
// never decodes: its loop asks once, waits for an answer that does not come, and so neither draws nor blocks again.

export class ZXingHtml5QrcodeDecoder {
  decodeAsync(): Promise<never> {
    return new Promise(() => {});
  }
}
