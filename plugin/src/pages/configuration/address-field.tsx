import React from 'react';
import { Field, Input } from '@grafana/ui';
import { isRefused, type AddressFault, type Asker } from './address';
import { faultText } from './fault-text';

/** How wide fields are, in Grafana's units of 8 pixels. */
export const FIELD_WIDTH = 60;

interface AddressFieldProps {
  id: string;
  label: string;
  description: string;
  placeholder: string;
  value: string;
  fault: AddressFault | undefined;
  asker: Asker;
  isReadOnly: boolean;
  onChange: (value: string) => void;
}

/** An address, with what is wrong with it as it is typed. */
export const AddressField = ({
  id,
  label,
  description,
  fault,
  asker,
  isReadOnly,
  placeholder,
  onChange,
  ...input
}: AddressFieldProps) => {
  const isWrong = isRefused(fault);
  const text = fault === undefined ? undefined : faultText(fault, asker);
  // A field that nobody has filled in yet is no fault of the reader.
  const isShown = fault !== 'missing' || input.value !== '';
  return (
    <Field
      label={label}
      description={isShown && !isWrong && text !== undefined ? `${description} ${text}` : description}
      invalid={isWrong && isShown}
      error={isShown ? text : undefined}
    >
      <Input
        id={id}
        width={FIELD_WIDTH}
        disabled={isReadOnly}
        spellCheck={false}
        // An example where nothing can be typed would be read as what is set.
        placeholder={isReadOnly ? undefined : placeholder}
        {...input}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </Field>
  );
};
