export const doctor = async (..._: unknown[]): Promise<number> => {
  throw new Error('x');
};
