export const importFile = async (..._: unknown[]): Promise<number> => {
  throw new Error('x');
};
