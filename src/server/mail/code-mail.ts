// The mail with the code, in the reader's language: plain text, no picture, no link, and no code in the subject, which
// a locked screen shows to everybody.
import type { Locale } from '#domain/text.ts';
import type { Mail } from './mailer.ts';

export interface CodeMail {
  to: string;
  code: string;
  /** The chain's name. */
  shop: string;
  locale: Locale;
}

const words: Record<Locale, { subject: (shop: string) => string; text: (code: string) => string[] }> = {
  'pt-BR': {
    subject: (shop) => `Seu código para entrar: ${shop}`,
    text: (code) => [
      'Olá,',
      `seu código para entrar é ${code}`,
      'Vale por 10 minutos e uma vez só. Digite na mesma página em que você pediu.',
      'Não foi você? Pode ignorar esta mensagem: sem o código ninguém entra. Nunca pedimos este código por telefone ou por mensagem.',
    ],
  },
  en: {
    subject: (shop) => `Your sign-in code: ${shop}`,
    text: (code) => [
      'Hello,',
      `your sign-in code is ${code}`,
      'It is good for 10 minutes and for one use. Type it on the same page where you asked for it.',
      'Not you? You can ignore this message: without the code nobody gets in. We never ask for this code by phone or in a message.',
    ],
  },
  es: {
    subject: (shop) => `Tu código para entrar: ${shop}`,
    text: (code) => [
      'Hola:',
      `tu código para entrar es ${code}`,
      'Vale 10 minutos y una sola vez. Escríbelo en la misma página donde lo pediste.',
      '¿No fuiste tú? Puedes ignorar este mensaje: sin el código nadie entra. Nunca pedimos este código por teléfono ni por mensaje.',
    ],
  },
};

export function codeMail({ to, code, shop, locale }: CodeMail): Mail {
  const { subject, text } = words[locale];
  // A name of a shop is one line, whoever has typed it.
  const name = shop.replaceAll(/\s+/g, ' ').trim();
  return { to, subject: subject(name), text: `${[...text(code), name].join('\n\n')}\n` };
}
