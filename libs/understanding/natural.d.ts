// natural ships types for its whole, not for its parts; we load only this part, since the whole pulls in databases.
declare module 'natural/lib/natural/stemmers/porter_stemmer' {
  export function stem(word: string): string;
}
