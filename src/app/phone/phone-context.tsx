// The phone's own part of the tablet's facade, here before any of its screens is painted.
import { createContext, type ReactNode, use, useContext, useState } from 'react';
import { useTablet } from '#app/tablet-context.ts';
import type { Phone } from '#sync/tablet-port.ts';

const PhoneContext = createContext<Phone | null>(null);

export function PhoneProvider({ children }: { children: ReactNode }) {
  const tablet = useTablet();
  const [coming] = useState(() => tablet.phone());
  return <PhoneContext value={use(coming)}>{children}</PhoneContext>;
}

export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('outside PhoneProvider');
  return phone;
}
