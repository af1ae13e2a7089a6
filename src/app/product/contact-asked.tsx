// "Quero ser avisado": off the way of the one-tap hold. Name and phone are sealed before they are stored [AR1];
// they live in this sheet's memory only and are gone when it closes.
import BellRing from 'lucide-react/icons/bell-ring';
import Bookmark from 'lucide-react/icons/bookmark';
import Lock from 'lucide-react/icons/lock';
import './contact-asked.css';
import { useState } from 'react';
import { useLook } from '#app/look-context.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Sheet, SheetActions } from '#app/ui/sheet.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Contact } from '#domain/person.ts';

export function ContactAsked({ onHold }: { onHold: (contact: Contact | null) => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="g-contact-open">
        <Button variant="plain" icon={BellRing} onClick={() => setOpen(true)}>
          {t('contact.open')}
        </Button>
      </div>
      {open ? (
        <ContactSheet
          onClose={() => setOpen(false)}
          onHold={(contact) => {
            setOpen(false);
            onHold(contact);
          }}
        />
      ) : null}
    </>
  );
}

interface ContactSheetProps {
  onClose: () => void;
  onHold: (contact: Contact | null) => void;
}

function ContactSheet({ onClose, onHold }: ContactSheetProps) {
  const t = useText();
  const { openAccessibility } = useLook();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [wrong, setWrong] = useState(false);
  const send = () => {
    const written = { name: name.trim() || null, phone: phone.trim() || null };
    const contact = Contact.safeParse(written);
    if (!contact.success) return setWrong(true);
    onHold(written.name || written.phone ? contact.data : null);
  };
  return (
    <Sheet open onClose={onClose} onAccessibility={openAccessibility} title={t('contact.title')}>
      <form
        className="g-contact"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="g-quiet">{t('contact.line')}</p>
        <div className="g-contact__fields">
          <TextField label={t('contact.name')} value={name} onChange={setName} maxLength={60} data-first />
          <TextField
            label={t('contact.phone')}
            value={phone}
            onChange={(next) => {
              setPhone(next);
              setWrong(false);
            }}
            error={wrong ? t('contact.phone_wrong') : null}
            inputMode="tel"
            maxLength={24}
          />
        </div>
        <p className="g-contact__sealed">
          <Icon of={Lock} size="s" />
          {t('contact.sealed')}
        </p>
        <SheetActions>
          <Button size="dock" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button size="dock" variant="primary" type="submit" icon={Bookmark}>
            {t('contact.hold')}
          </Button>
        </SheetActions>
      </form>
    </Sheet>
  );
}
