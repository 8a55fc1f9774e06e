export const demo = async (..._: unknown[]): Promise<number> => {
  throw new Error('x');
};
