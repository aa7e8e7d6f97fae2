/** Tells the workers of this process that something became due. Only an accelerator: they look by themselves too. */
export interface Wake {
  due(): void;
}
