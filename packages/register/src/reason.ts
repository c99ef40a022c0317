import type { Reason } from './entry.ts'

type Text = { readonly nl: string; readonly en: string }

/** Why a system stopped, a permit was refused or an act was not taken: one table for the ledger, the pages and the tests. `{about}` is filled in. */
export const reasonTexts = {
  // Why it stopped
  'end-date-passed': { nl: 'De einddatum is voorbij.', en: 'The end date has passed.' },
  'criterion-not-measured': {
    nl: 'Criterium {about} is niet op tijd gemeten.',
    en: 'Criterion {about} was not measured in time.',
  },
  'criterion-failed': { nl: 'Criterium {about} is niet gehaald.', en: 'Criterion {about} was not met.' },
  'criterion-failed-twice': {
    nl: 'Criterium {about} is twee keer niet gehaald. Nu moet er een besluit komen.',
    en: 'Criterion {about} failed twice. A decision is due.',
  },
  'review-overdue': { nl: 'De herziening is niet op tijd gedaan.', en: 'The review was not done in time.' },
  'demand-not-met': { nl: 'Een eis wordt niet meer gehaald: {about}.', en: 'A demand is not met any more: {about}.' },
  'incident-open': { nl: 'Er is een ernstig incident: {about}.', en: 'There is a serious incident: {about}.' },
  'stopped-by-hand': { nl: 'Iemand heeft het systeem stilgezet: {about}', en: 'Somebody stopped the system: {about}' },
  'review-says-stop': { nl: 'De herziening zegt: stoppen.', en: 'The review says: stop.' },
  // Why there is no permit
  'dossier-unknown': { nl: 'Het register kent dit dossier niet.', en: 'The register does not know this dossier.' },
  'not-licensed': {
    nl: 'Dit systeem mag nog niet draaien; het is in fase {about}.',
    en: 'This system may not run yet; its state is {about}.',
  },
  suspended: { nl: 'Dit systeem staat stil. {about}', en: 'This system is suspended. {about}' },
  retired: { nl: 'Dit systeem is gestopt en komt niet terug.', en: 'This system is retired and does not come back.' },
  blocked: { nl: 'De derde lijn houdt dit systeem tegen: {about}', en: 'The third line blocks this system: {about}' },
  'digest-not-licensed': {
    nl: 'Wat wil draaien, is niet wat is goedgekeurd.',
    en: 'What is about to run is not what was approved.',
  },
  'purpose-not-in-scope': {
    nl: 'Het doel "{about}" mag in deze fase niet.',
    en: 'The purpose "{about}" is not licensed in this state.',
  },
  'unit-not-in-scope': {
    nl: 'Het onderdeel "{about}" staat niet in het dossier.',
    en: 'The unit "{about}" is not in the dossier.',
  },
  'not-yet': { nl: 'Het systeem mag pas draaien vanaf {about}.', en: 'The system may run from {about}.' },
  'rule-broken': {
    nl: 'Een vaste regel verbiedt dit: {about}.',
    en: 'A rule that cannot be switched off forbids this: {about}.',
  },
  // Why an act was not taken
  'act-unreadable': {
    nl: 'Deze handeling is niet goed ingevuld: {about}.',
    en: 'This act does not fit its form: {about}.',
  },
  'role-not-in-line': {
    nl: 'De rol {about} hoort niet bij deze lijn.',
    en: 'The role {about} does not belong to this line of defence.',
  },
  'role-may-not': { nl: 'De rol {about} mag dit niet doen.', en: 'The role {about} may not do this.' },
  'person-in-two-lines': {
    nl: 'Deze persoon werkte hier al in een andere lijn.',
    en: 'This person has acted here in another line of defence.',
  },
  'clock-went-back': { nl: 'De klok loopt terug.', en: 'The clock went back.' },
  'state-does-not-allow': { nl: 'Dit kan niet in fase {about}.', en: 'This cannot be done in state {about}.' },
  'dossier-exists': { nl: 'Dit dossier bestaat al.', en: 'This dossier exists already.' },
  'other-dossier': { nl: 'Dit hoort bij een ander dossier.', en: 'This belongs to another dossier.' },
  'version-unknown': { nl: 'Versie {about} bestaat niet.', en: 'Version {about} does not exist.' },
  'demands-not-met': { nl: 'Er ontbreekt nog iets: {about}.', en: 'Something is still missing: {about}.' },
  'own-idea': { nl: 'Wie het voorstelt, kiest niet.', en: 'Who proposed it does not choose it.' },
  'author-cannot-assess': {
    nl: 'Een maker beoordeelt niet het eigen werk.',
    en: 'An author does not assess own work.',
  },
  'author-cannot-approve': {
    nl: 'Een maker keurt het eigen werk niet goed.',
    en: 'An author does not approve own work.',
  },
  'requester-cannot-approve': {
    nl: 'Wie het vraagt, keurt het niet goed.',
    en: 'Who asks for it does not approve it.',
  },
  'same-person': {
    nl: 'Deze persoon heeft al goedgekeurd. Er moet een tweede bij.',
    en: 'This person approved already. A second person has to.',
  },
  'same-line': {
    nl: 'Deze lijn heeft al goedgekeurd. Er moet een andere lijn bij.',
    en: 'This line approved already. Another line has to.',
  },
  'other-content': { nl: 'De goedkeuring gaat over een andere inhoud.', en: 'The approval is about other content.' },
  'no-request': { nl: 'Er is niets gevraagd dat hierbij past.', en: 'Nothing was asked that this answers.' },
  'request-incomplete': { nl: 'Bij deze stap hoort nog: {about}.', en: 'This step also needs: {about}.' },
  'nothing-there': {
    nl: 'Er is hier niets om dit mee te doen: {about}.',
    en: 'There is nothing here to do this with: {about}.',
  },
  'already-there': { nl: 'Dit is er al: {about}.', en: 'This is there already: {about}.' },
  'threshold-after-run': {
    nl: 'De proef begon voordat de drempel vaststond.',
    en: 'The run began before its thresholds were announced.',
  },
  'window-overlaps': { nl: 'Deze gegevens telden al mee.', en: 'These data counted already.' },
  'moment-in-future': { nl: 'Dit moment ligt in de toekomst.', en: 'This moment lies in the future.' },
  'granted-before': {
    nl: 'Wie al eerder een ontheffing gaf, doet dat hier niet opnieuw.',
    en: 'Who granted an exemption before does not grant this one.',
  },
  'decision-due': { nl: 'Eerst moet het bestuur besluiten.', en: 'The board has to decide first.' },
  'decision-says-otherwise': { nl: 'Het besluit was: {about}.', en: 'The decision was: {about}.' },
  'confirmer-classified': {
    nl: 'Wie de klasse bepaalde, bevestigt die niet.',
    en: 'Who classified it does not confirm it.',
  },
  'ledger-unreachable': {
    nl: 'Het logboek is niet bereikbaar. Zonder logboek geen vergunning.',
    en: 'The ledger cannot be reached. Without the ledger there is no permit.',
  },
} as const satisfies Record<string, Text>

export type ReasonCode = keyof typeof reasonTexts

/** A reason by its code. */
export function reason(code: ReasonCode, about?: string): Reason {
  return about === undefined ? { code } : { code, about }
}

/** The sentence of a reason, in both languages. A code that is not in the table speaks for itself. */
export function says({ code, about = '' }: Reason): Text {
  const text = Object.hasOwn(reasonTexts, code) ? reasonTexts[code as ReasonCode] : { nl: code, en: code }
  return { nl: text.nl.replace('{about}', about), en: text.en.replace('{about}', about) }
}
